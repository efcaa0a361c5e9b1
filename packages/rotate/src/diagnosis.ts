import { LeastwiseError } from '@leastwise/core';
import type { PlannedCall, Remedy } from './decision.ts';
import type { Standing } from './standing.ts';

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

/** What a standing means to whoever has to act. */
export function diagnose({ state, reason, next, remedy, does, observed }: Standing): Diagnosis {
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
        // What a request of a person's mends does not mend itself.
        health: remedy?.call ? 'stuck' : 'waiting',
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

/** A diagnosis; what a run would end in is a finding too. */
export async function diagnosing(diagnosis: () => Promise<Diagnosis>): Promise<Diagnosis> {
  try {
    return Object.freeze(await diagnosis());
  } catch (error) {
    if (!(error instanceof LeastwiseError) || error.code === 'ABORTED') throw error;
    return Object.freeze(stuckBy(error));
  }
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
