/* What Terraform takes for the roles that planning is measured with, where it is on the machine with its AWS provider. */
import { terraformMissing } from '../tests/witnesses/terraform.ts';
import { command, ROOT } from './command.ts';
import { row, type Row } from './figure.ts';

interface Taken {
  readonly calls: number;
  readonly ms: number;
}

interface Compared {
  readonly terraform: { readonly made: Taken; readonly planned: Taken };
  readonly leastwise: { readonly planned: Taken };
}

export interface BesideTerraform {
  /** Plans of both over HTTP, at one endpoint and with one account. */
  readonly rows: readonly Row[];
  /** What Terraform asks in an apply for each role more. */
  readonly callsPerRole: number;
}

/** The first shows what starting costs. */
const [FEWEST, MOST] = [1, 100];

/** Says why on standard error and gives nothing where there is no Terraform. */
export async function besideTerraform(): Promise<BesideTerraform | undefined> {
  if (terraformMissing !== undefined) {
    process.stderr.write(`no Terraform beside it: ${terraformMissing}\n`);
    return undefined;
  }
  const compared = await measure([FEWEST, 10, MOST]);
  const made = (count: number): number => compared[count]?.terraform.made.calls ?? Number.NaN;
  return {
    rows: Object.entries(compared).flatMap(([roles, both]) => beside(Number(roles), both)),
    callsPerRole: (made(MOST) - made(FEWEST)) / (MOST - FEWEST),
  };
}

async function measure(counts: readonly number[]): Promise<Readonly<Record<string, Compared>>> {
  // Programs are started without the environment; where the provider is may only be known from it.
  const mirror = `TERRAFORM_PLUGIN_MIRROR=${process.env['TERRAFORM_PLUGIN_MIRROR'] ?? ''}`;
  const program = ['--conditions=@leastwise/source', '--import', 'tsx', 'bench/programs/time-terraform.ts'];
  const args = [mirror, process.execPath, ...program, ...counts.map(String)];
  return JSON.parse(await command('env', args, ROOT)) as Record<string, Compared>;
}

function beside(count: number, { leastwise, terraform }: Compared): readonly Row[] {
  const roles = count === 1 ? '1 role' : `${count} roles`;
  const [ours, theirs] = [leastwise.planned, terraform.planned];
  return [
    row({
      name: `plan over HTTP: calls for ${roles}`,
      value: ours.calls,
      unit: 'calls',
      peer: { terraform: theirs.calls },
      goal: 9,
    }),
    row({
      name: `plan over HTTP: ${roles}`,
      value: ours.ms / 1_000,
      unit: 's',
      peer: { terraform: theirs.ms / 1_000 },
      goal: null,
    }),
  ];
}
