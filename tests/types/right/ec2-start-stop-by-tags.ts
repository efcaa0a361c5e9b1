// Instances of a project, for the principals of a department.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2-start-stop-tags.html
import { ec2 } from '@leastwise/aws/ec2';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(ec2.StartInstances, ec2.StopInstances)
    .on(ec2.instance('*', { region: '*', account: '111122223333' }))
    .when(aws.resourceTag('Project').equals('DataAnalytics'), aws.principalTag('Department').equals('Data'))
    .sid('StartStopIfTags'),
);
