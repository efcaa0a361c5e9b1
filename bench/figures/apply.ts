/* What planning and applying take, counted and timed against the embedded endpoint, beside Terraform where it is on the machine. */
import { besideTerraform } from '../beside-terraform.ts';
import { row, type Figure, type Row } from '../figure.ts';
import { ROOT, node } from '../command.ts';

interface Measured {
  /** Requests to AWS for reading an account with so many roles. */
  readonly calls: Readonly<Record<string, number>>;
  /** From the first request to the plan, in milliseconds. */
  readonly planMs: number;
  readonly diffMs: number;
  /** For 1,000 roles that all change, watched by three guards that judge documents, in milliseconds of processor time. */
  readonly guardedMs: number;
  readonly createCallsPerRole: number;
  readonly idleWrites: number;
  /** The heap that an account of 10,000 roles, the stack and the plan that changes them all keep, in MiB. */
  readonly heapMiB: number;
}

export const applying: Figure = {
  name: 'apply',
  async measure() {
    const program = [
      '--expose-gc',
      '--conditions=@leastwise/source',
      '--import',
      'tsx',
      'bench/programs/time-apply.ts',
    ];
    const measured = JSON.parse(await node(program, ROOT)) as Measured;
    const terraform = await besideTerraform();
    const rows: Row[] = Object.entries(measured.calls).map(([roles, value]) =>
      row({
        name: `plan: calls for ${roles} roles`,
        value,
        unit: 'calls',
        peer: {},
        goal: Number(roles) >= 1_000 ? 20 : 9,
      }),
    );
    return [
      ...rows,
      ...(terraform?.rows ?? []),
      row({ name: 'plan: 1,000 roles', value: measured.planMs / 1_000, unit: 's', peer: {}, goal: 5 }),
      row({ name: 'diff alone: 1,000 roles', value: measured.diffMs / 1_000, unit: 's', peer: {}, goal: 1 }),
      row({
        name: 'diff with guards: 1,000 roles change',
        value: measured.guardedMs / 1_000,
        unit: 's of CPU',
        peer: {},
        goal: 5,
      }),
      row({ name: 'heap: 10,000 roles', value: measured.heapMiB, unit: 'MiB', peer: {}, goal: 500 }),
      row({
        name: 'apply: calls for a new role',
        value: measured.createCallsPerRole,
        unit: 'calls',
        peer: terraform ? { terraform: terraform.callsPerRole } : {},
        goal: 5,
      }),
      row({
        name: 'apply: writes when nothing changed',
        value: measured.idleWrites,
        unit: 'calls',
        peer: {},
        goal: 0,
      }),
    ];
  },
};
