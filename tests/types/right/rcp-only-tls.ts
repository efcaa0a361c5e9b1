// Nothing without TLS.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
import { kms } from '@leastwise/aws/kms';
import { s3 } from '@leastwise/aws/s3';
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { sqs } from '@leastwise/aws/sqs';
import { sts } from '@leastwise/aws/sts';
import { aws, deny, principal, resourceControlPolicy } from '@leastwise/policy';

export default resourceControlPolicy(
  deny(sts.all, s3.all, sqs.all, secretsmanager.all, kms.all)
    .to(principal.anyone)
    .onAnyResource()
    .when(aws.secureTransport.ifExists.is(false))
    .sid('EnforceSecureTransport'),
);
