import { type Secret, secret } from '@leastwise/core';
import { creatingLabel, CURRENT, PENDING, PREVIOUS, withLabel } from '../labels.ts';
import { announcementToken, valueToken } from '../token.ts';
import { rolesOf, type SecretObservation, type SecretVersion } from './secret-observation.ts';
import type { SecretStep } from './secret-step.ts';
import type { Members } from './strategy.ts';

/** What stands for a value that does not exist yet; no strategy is given it. */
export const NEW_VALUE: Secret<Members> = secret({});

/** What a step leaves where nothing goes wrong and nobody interferes; `creates` as the strategy has it. Pure. */
export function predictSecret(
  seen: SecretObservation,
  step: SecretStep,
  creates: boolean,
): SecretObservation {
  const versions = after(seen, step, creates).filter(({ labels }) => labels.length > 0);
  return { ...seen, ...rolesOf(versions) };
}

function after(
  { arn, versions, now }: SecretObservation,
  step: SecretStep,
  creates: boolean,
): readonly SecretVersion[] {
  switch (step.do) {
    case 'mint': {
      const { base, attempt } = step;
      const id = valueToken(arn, base, attempt);
      const made = { id, labels: [], createdAt: now, value: NEW_VALUE, members: NEW_VALUE };
      const announcementId = announcementToken(arn, base, attempt);
      const announcement = {
        id: announcementId,
        labels: [creatingLabel(now)],
        createdAt: now,
        announces: base,
      };
      const added = [...(creates ? [announcement] : []), made];
      const [first] = added;
      const all = withLabel([...versions, ...added], PENDING, id);
      // The first version of a secret is current at once.
      return versions.length === 0 ? withLabel(all, CURRENT, first?.id) : all;
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
