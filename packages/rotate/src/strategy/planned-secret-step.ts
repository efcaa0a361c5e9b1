import type { PlannedCall } from '../decision.ts';
import { creatingLabel, CURRENT, PENDING } from '../labels.ts';
import type { PlannedStep } from '../planned-run.ts';
import { moveLabelCall, putCall } from '../requests.ts';
import { announcementToken, valueToken } from '../token.ts';
import { announcementIn } from './announcement.ts';
import { existingIn } from './look-at-secret.ts';
import { NEW_VALUE } from './predict-secret.ts';
import type { SecretObservation } from './secret-observation.ts';
import type { SecretRun } from './secret-run.ts';
import type { SecretStep } from './secret-step.ts';
import { valuesOf } from './secret-steps.ts';
import type { Values } from './strategy.ts';

/** What a step would do, and the requests by which it would change something. */
export async function plannedSecretStep(
  run: SecretRun,
  seen: SecretObservation,
  step: SecretStep,
): Promise<Omit<PlannedStep, 'observed'>> {
  const { arn } = seen;
  const { strategy } = run.target;
  const does = step.do;
  switch (step.do) {
    case 'promote':
      return { does, calls: [moveLabelCall(arn, { label: CURRENT, to: step.versionId, from: step.from })] };
    case 'label':
      return { does, calls: [moveLabelCall(arn, { label: step.label, to: step.versionId })] };
    case 'unlabel':
      return { does, calls: [moveLabelCall(arn, { label: step.label, from: step.versionId })] };
    case 'test':
      return { does, calls: [] };
    case 'mint': {
      const put = putCall(arn, valueToken(arn, step.base, step.attempt), PENDING, '[redacted]');
      // A value that is only thought up takes no request; one that is created does, and is announced before.
      if (!strategy.creates) return { does, calls: [put] };
      const id = announcementToken(arn, step.base, step.attempt);
      const announcement = putCall(arn, id, creatingLabel(seen.now), '<the announcement>');
      const told = await strategy.planned?.mint?.(existingIn(seen), run.tools);
      const note = told ? {} : untold(strategy.name, does);
      return { does, calls: [announcement, ...(told ?? []), put], ...note };
    }
    default: {
      const told = await toldBy(run, seen, step);
      return told ? { does, calls: told } : { does, calls: [], ...untold(strategy.name, does) };
    }
  }
}

async function toldBy(
  { target, tools }: SecretRun,
  seen: SecretObservation,
  { do: does, versionId }: Extract<SecretStep, { do: 'set' | 'test' | 'retire' | 'reclaim' }>,
): Promise<readonly PlannedCall[] | undefined> {
  const { planned } = target.strategy;
  const values = existing(valuesOf(seen, versionId));
  if (does === 'set') return planned?.set?.(values, tools);
  if (does === 'retire' && values.current && values.pending)
    return planned?.retire?.({ current: values.current, previous: values.pending }, tools);
  const announced = does === 'reclaim' ? announcementIn(seen, versionId) : undefined;
  return announced && planned?.reclaim?.(announced, tools);
}

/** A value that does not exist yet is left out. */
function existing(values: Values<object> | undefined): Partial<Values<object>> {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== NEW_VALUE));
}

function untold(strategy: string, does: string): Pick<PlannedStep, 'note'> {
  return { note: `what \`${does}\` of the strategy \`${strategy}\` sends is its own` };
}
