import { type Secret, secret } from '@leastwise/core';
import { CURRENT, PENDING, PREVIOUS, withLabel } from '../labels.ts';
import { valueToken } from '../token.ts';
import { rolesOf, type SecretObservation, type SecretVersion } from './secret-observation.ts';
import type { SecretStep } from './secret-step.ts';

/** What stands for a value that does not exist yet; no strategy is given it. */
export const NEW_VALUE: Secret<Record<never, never>> = secret({});

/** What a step leaves where nothing goes wrong and nobody interferes. Pure. */
export function predictSecret(seen: SecretObservation, step: SecretStep): SecretObservation {
  const versions = after(seen, step).filter(({ labels }) => labels.length > 0);
  return { ...seen, ...rolesOf(versions) };
}

function after({ arn, versions, now }: SecretObservation, step: SecretStep): readonly SecretVersion[] {
  switch (step.do) {
    case 'mint': {
      const id = valueToken(arn, step.base, step.attempt);
      // The first version of a secret is current at once.
      const labels = versions.length === 0 ? [CURRENT] : [];
      const made = { id, labels, createdAt: now, value: NEW_VALUE, members: NEW_VALUE };
      return withLabel([...versions, made], PENDING, id);
    }
    case 'promote':
      return withLabel(withLabel(versions, CURRENT, step.versionId), PREVIOUS, step.from);
    case 'label':
      return withLabel(versions, step.label, step.versionId);
    case 'unlabel':
      return withLabel(versions, step.label, undefined);
    default:
      return versions;
  }
}
