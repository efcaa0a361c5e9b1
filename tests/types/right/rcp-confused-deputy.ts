// Services act only for the own organisation.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
import { kms } from '@leastwise/aws/kms';
import { s3 } from '@leastwise/aws/s3';
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { sqs } from '@leastwise/aws/sqs';
import { sts } from '@leastwise/aws/sts';
import { aws, deny, principal, resourceControlPolicy } from '@leastwise/policy';

export default resourceControlPolicy(
  deny(s3.all, sqs.all, kms.all, secretsmanager.all, sts.all)
    .to(principal.anyone)
    .onAnyResource()
    .when(
      aws.sourceOrgId.ifExists.notEquals('o-a1b2c3d4e5'),
      aws.sourceAccount.ifExists.notEquals('444455556666'),
      aws.principalIsAwsService.is(true),
      aws.sourceArn.exists(),
    )
    .sid('EnforceConfusedDeputyProtection'),
);
