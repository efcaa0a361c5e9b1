import type { Words } from './words.ts';

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const KEYS =
  'codebuild:BuildArn codebuild:ProjectArn ec2:RoleDelivery ec2:SourceInstanceArn glue:CredentialIssuingService glue:RoleAssumedBy identitystore:UserId lambda:SourceFunctionArn ssm:SourceInstanceArn';

/** Keys of one service that requests to every other can carry too. */
export type CrossServiceKey = Words<typeof KEYS>;

const known: readonly string[] = /* @__PURE__ */ KEYS.toLowerCase().split(' ');

/** Whether requests to every service can carry a key, in whatever case it is written. */
export function isGlobalKey(key: string): boolean {
  const name = key.toLowerCase();
  return name.startsWith('aws:') || known.includes(name);
}
