import { parseArgs } from 'node:util';
import { closest, LeastwiseError } from '@leastwise/core';

/** What the command line asks for. */
export interface CommandOptions {
  readonly help: boolean;
  readonly version: boolean;
  readonly host: string;
  readonly port: number;
  readonly account: string | undefined;
  readonly accounts: readonly string[];
  readonly region: string | undefined;
  /** A file to start from, if it is there, and to save to at the end. */
  readonly snapshot: string | undefined;
  readonly enforcement: boolean;
  readonly managedPolicies: boolean;
  readonly throttle: boolean;
}

/** moto, LocalStack and this agree on none; 5577 is nobody's. */
export const USUAL_PORT = 5577;

export const LOOPBACK = '127.0.0.1';

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  host: { type: 'string' },
  port: { type: 'string', short: 'p' },
  account: { type: 'string' },
  accounts: { type: 'string' },
  region: { type: 'string' },
  snapshot: { type: 'string' },
  'no-enforcement': { type: 'boolean' },
  'managed-policies': { type: 'boolean' },
  throttle: { type: 'boolean' },
} as const;

/** @throws LeastwiseError `USAGE` */
export function readOptions(args: readonly string[]): CommandOptions {
  const { values } = parse(args);
  return {
    help: values.help ?? false,
    version: values.version ?? false,
    host: values.host ?? LOOPBACK,
    port: portOf(values.port),
    account: values.account === undefined ? undefined : accountOf(values.account),
    accounts: (values.accounts ?? '')
      .split(',')
      .flatMap((id) => (id.trim() === '' ? [] : [accountOf(id.trim())])),
    region: values.region === undefined ? undefined : regionOf(values.region),
    snapshot: values.snapshot,
    enforcement: values['no-enforcement'] !== true,
    managedPolicies: values['managed-policies'] ?? false,
    throttle: values.throttle ?? false,
  };
}

type Parsed = ReturnType<typeof parseArgs<{ readonly options: typeof OPTIONS }>>;

function parse(args: readonly string[]): Parsed {
  try {
    return parseArgs({ args: [...args], options: OPTIONS });
  } catch (error) {
    const [said = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    const near = said.startsWith('Unknown')
      ? closest(/--([a-z-]+)/.exec(said)?.[1] ?? '', Object.keys(OPTIONS))
      : undefined;
    throw usage(said.charAt(0).toLowerCase() + said.slice(1), near ? `did you mean \`--${near}\`` : SEE_HELP);
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return USUAL_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw usage(`a port is a number from 0 to 65535, not \`${text}\``, '0 stands for one that is free');
}

function accountOf(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw usage(
    `an account has twelve digits, not \`${text}\``,
    'write it with its leading zeros, as in `000011112222`',
  );
}

/** It is printed for a shell to take, so that nothing else than a region's name may be in it. */
function regionOf(text: string): string {
  if (/^[a-z]+(-[a-z]+)+-\d+$/.test(text)) return text;
  throw usage(`a region is named as in \`eu-west-1\`, not \`${text}\``, SEE_HELP);
}

const SEE_HELP = '--help lists all options';

function usage(what: string, hint: string): LeastwiseError {
  return new LeastwiseError({ code: 'USAGE', what, hint });
}
