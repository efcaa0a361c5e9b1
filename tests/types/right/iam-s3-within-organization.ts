// Objects are written only to the own organisation.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import { s3 } from '@leastwise/aws/s3';
import { aws, deny, policy } from '@leastwise/policy';

export default policy(
  deny(s3.PutObject)
    .on(s3.object('*', '*'))
    .when(aws.resourceOrgId.notEquals('${aws:PrincipalOrgID}'))
    .sid('DenyPutObjectOutsideMyOrganization'),
);
