// A folder for each user of a SAML provider.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html
import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(s3.GetObject, s3.PutObject, s3.DeleteObject)
    .on(
      s3.object('my-ml-datasets', 'backup/${saml:namequalifier}/${saml:sub}'),
      s3.object('my-ml-datasets', 'backup/${saml:namequalifier}/${saml:sub}/*'),
    )
    .when(sts.keys.samlSubType.equals('persistent')),
);
