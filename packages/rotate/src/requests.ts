import type { AccessKeyTarget } from './access-key.ts';
import type { PlannedCall } from './decision.ts';

/** Where a label goes. */
export interface LabelMove {
  readonly label: string;
  readonly to?: string | undefined;
  readonly from?: string | undefined;
}

/* The inputs of the requests that change something: what a run sends is what a dry run shows and what the doctor suggests. */

export function statusInput(
  { user }: Pick<AccessKeyTarget, 'user'>,
  keyId: string,
  status: 'Active' | 'Inactive',
): { UserName: string; AccessKeyId: string; Status: 'Active' | 'Inactive' } {
  return { UserName: user, AccessKeyId: keyId, Status: status };
}

export function keyInput(
  { user }: Pick<AccessKeyTarget, 'user'>,
  keyId: string,
): { UserName: string; AccessKeyId: string } {
  return { UserName: user, AccessKeyId: keyId };
}

export function labelInput(
  secretId: string,
  { label, to, from }: LabelMove,
): { SecretId: string; VersionStage: string; MoveToVersionId?: string; RemoveFromVersionId?: string } {
  return {
    SecretId: secretId,
    VersionStage: label,
    ...(to === undefined ? {} : { MoveToVersionId: to }),
    ...(from === undefined ? {} : { RemoveFromVersionId: from }),
  };
}

export function deleteKeyCall(target: Pick<AccessKeyTarget, 'user'>, keyId: string): PlannedCall {
  return { service: 'IAM', operation: 'DeleteAccessKey', input: keyInput(target, keyId) };
}

export function setStatusCall(
  target: Pick<AccessKeyTarget, 'user'>,
  keyId: string,
  status: 'Active' | 'Inactive',
): PlannedCall {
  return { service: 'IAM', operation: 'UpdateAccessKey', input: statusInput(target, keyId, status) };
}

export function moveLabelCall(secretId: string, move: LabelMove): PlannedCall {
  return {
    service: 'SecretsManager',
    operation: 'UpdateSecretVersionStage',
    input: labelInput(secretId, move),
  };
}

export function putCall(secretId: string, token: string, label: string, value: string): PlannedCall {
  const input = {
    SecretId: secretId,
    ClientRequestToken: token,
    SecretString: value,
    VersionStages: [label],
  };
  return { service: 'SecretsManager', operation: 'PutSecretValue', input };
}
