// The root user does nothing in EC2.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
import { ec2 } from '@leastwise/aws/ec2';
import { aws, deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  deny(ec2.all)
    .onAnyResource()
    .when(aws.principalArn.asString.like('arn:aws:iam::*:root'))
    .sid('RestrictEC2ForRoot'),
);
