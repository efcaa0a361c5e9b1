import type { PlannedCall, Step } from './decision.ts';
import { CURRENT, INTENT, PENDING } from './labels.ts';
import { NEW_KEY } from './predict.ts';
import { deleteKeyCall, moveLabelCall, putCall, setStatusCall } from './requests.ts';
import type { Situation } from './situation.ts';
import { intentToken, keyToken } from './token.ts';

/** The requests of a step that change something, in order; reads are left out, and what is secret. */
export function plannedCalls({ target, secret: { arn } }: Situation, step: Step): readonly PlannedCall[] {
  switch (step.do) {
    case 'mint':
      return [
        putCall(arn, intentToken(arn, step.base, step.attempt), INTENT, '<the announcement>'),
        { service: 'IAM', operation: 'CreateAccessKey', input: { UserName: target.user } },
        putCall(arn, '<follows from the new key>', PENDING, '[redacted]'),
      ];
    case 'activate':
      return [setStatusCall(target, step.keyId, 'Active')];
    case 'deactivate':
      return [setStatusCall(target, step.keyId, 'Inactive')];
    case 'delete':
      return [deleteKeyCall(target, step.keyId)];
    case 'discard': {
      const unlabel = moveLabelCall(arn, { label: PENDING, from: step.versionId });
      if (step.keyId === undefined) return [unlabel];
      return [setStatusCall(target, step.keyId, 'Inactive'), deleteKeyCall(target, step.keyId), unlabel];
    }
    case 'refresh':
      return [putCall(arn, keyToken(arn, step.keyId, step.from), PENDING, '[redacted]')];
    case 'promote':
      return [moveLabelCall(arn, { label: CURRENT, to: nameOf(arn, step.versionId), from: step.from })];
    case 'label':
      return [moveLabelCall(arn, { label: step.label, to: nameOf(arn, step.versionId), from: step.from })];
    case 'unlabel':
      return [moveLabelCall(arn, { label: step.label, from: nameOf(arn, step.versionId) })];
  }
}

/** The id of a version that does not exist yet follows from a key that does not exist yet. */
function nameOf(arn: string, versionId: string): string {
  return versionId === keyToken(arn, NEW_KEY) ? '<follows from the new key>' : versionId;
}
