import { LeastwiseError } from '@leastwise/core';
import type { AccessKeyTarget } from './access-key.ts';
import { type RotateOptions, type Run, startRun } from './context.ts';
import type { PlannedCall, Remedy } from './decision.ts';
import { type RotationStatus, statusIn } from './status.ts';

/** What the doctor found. Plain JSON without a secret in it. */
export interface Diagnosis {
  /** `well`: nothing to do but to keep running `rotate`. `waiting`: it mends itself. `stuck`: a person has to act. */
  readonly health: 'well' | 'waiting' | 'stuck';
  /** What is the matter, as a sentence without a period. */
  readonly what: string;
  /** The code of the error that a run would end in, where it would end in one. */
  readonly code?: string;
  /** What mends it, in words. */
  readonly fix: string;
  /** The exact request that does it, where one does; its inputs are plain data. */
  readonly call?: PlannedCall;
  /** The same as a command for the AWS CLI. */
  readonly command?: string;
  /** When it is worth while to look again, ISO 8601. */
  readonly again?: string;
}

/**
 * Says what is stuck, why, and what would mend it, in words and as the exact next request. It only reads, and it answers also where
 * a run would throw: a missing permission, user or secret is a finding.
 */
export async function doctor(target: AccessKeyTarget, options: RotateOptions): Promise<Diagnosis> {
  return doctorIn(startRun(target, options));
}

/** The same within a run that was started elsewhere. */
export async function doctorIn(run: Run): Promise<Diagnosis> {
  try {
    return Object.freeze(diagnose(await statusIn(run)));
  } catch (error) {
    if (!(error instanceof LeastwiseError) || error.code === 'ABORTED') throw error;
    return Object.freeze(stuckBy(error));
  }
}

function diagnose({ state, reason, next, remedy, does, observed }: RotationStatus): Diagnosis {
  const again = next === undefined ? {} : { again: next.at };
  switch (state) {
    case 'idle':
      return { health: 'well', what: reason, fix: 'nothing is to be done', ...again };
    case 'ready':
      return {
        health: 'waiting',
        what: `${observed}: the next run will ${does ?? 'go on'}`,
        fix: 'run `rotate(target, options)`',
      };
    case 'blocked':
    case 'in-use':
      return { health: 'stuck', what: reason, ...prescribe(remedy), ...again };
    default:
      return {
        health: 'waiting',
        what: reason,
        ...prescribe(
          remedy ?? { what: `run \`rotate(target, options)\` again, ${next?.what ?? 'to go on'}` },
        ),
        ...again,
      };
  }
}

function prescribe(
  remedy: Remedy = { what: 'find out who did that' },
): Pick<Diagnosis, 'fix' | 'call' | 'command'> {
  const { what, call } = remedy;
  return call ? { fix: what, call, command: commandFor(call) } : { fix: what };
}

/** A run would end in this error before it writes anything. */
function stuckBy({ code, what, path, hint }: LeastwiseError): Diagnosis {
  const where = path === undefined || what.includes(path) ? '' : ` (at ${path})`;
  return {
    health: 'stuck',
    code,
    what: `${what}${where}`,
    fix: hint ?? 'mend that, and run the doctor again',
  };
}

/** `aws iam delete-access-key --user-name 'AML@Packt' ...`; https://docs.aws.amazon.com/cli/latest/reference/ */
function commandFor({ service, operation, input }: PlannedCall): string {
  const options = Object.entries(input).map(([name, value]) => {
    if (value === true) return `--${kebab(name)}`;
    return `--${kebab(name)} ${quote(typeof value === 'string' ? value : JSON.stringify(value))}`;
  });
  return ['aws', service.toLowerCase(), kebab(operation), ...options].join(' ');
}

function kebab(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

/** As a shell takes it. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
