// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
import { kms } from '@leastwise/aws/kms';
import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import { allow, aws, deny, principal, resourcePolicy, trustPolicy, unsafeKey } from '@leastwise/policy';

const bucket = [s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*')] as const;

export const bucketPolicy = resourcePolicy(
  deny(s3.all)
    .to(principal.anyone)
    .on(...bucket)
    .when(aws.secureTransport.is(false)),
  allow(s3.GetObject)
    .to(principal.account('444455556666'), principal.role('arn:aws:iam::777788889999:role/analytics'))
    .on(s3.object('my-ml-datasets', 'shared/*'))
    .when(aws.principalOrgId.equals('o-a1b2c3d4e5'), aws.sourceVpce.equals('vpce-1a2b3c4d')),
);

export const keyPolicy = resourcePolicy(
  allow(kms.all).to(principal.account('111122223333')).onAnyResource(),
  allow(kms.Decrypt, kms.GenerateDataKey)
    .to(principal.role('arn:aws:iam::111122223333:role/churn-training'))
    .onAnyResource()
    .when(kms.keys.viaService.equals('s3.eu-west-1.amazonaws.com')),
);

export const service = trustPolicy(
  allow(sts.AssumeRole)
    .to(principal.service('sagemaker.amazonaws.com'), principal.service('glue.amazonaws.com'))
    .when(aws.sourceAccount.equals('111122223333')),
);

export const thirdParty = trustPolicy(
  allow(sts.AssumeRole).to(principal.account('444455556666')).when(sts.keys.externalId.equals('12345')),
  allow(sts.TagSession).to(principal.account('444455556666')),
);

const host = 'token.actions.githubusercontent.com';
export const pipeline = trustPolicy(
  allow(sts.AssumeRoleWithWebIdentity)
    .to(principal.federated(`arn:aws:iam::111122223333:oidc-provider/${host}`))
    .when(
      unsafeKey.string(`${host}:aud`).equals('sts.amazonaws.com'),
      unsafeKey.string(`${host}:sub`).like('repo:my-org/my-repo:*'),
    ),
);
