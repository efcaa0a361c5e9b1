import { type Constraint, CONSTRAINTS } from './constraints.ts';
import { Refusal } from './refusal.ts';
import type { Service } from './services.ts';
import type { Type } from './table.ts';
import type { Members } from './wire.ts';

/**
 * Checks decoded input for what is missing and what breaks a constraint, and names everything wrong at once.
 *
 * @throws Refusal in the words of AWS; a sensitive value is never quoted.
 */
export function validate(input: Members, structure: string, service: Service): void {
  const found = [...problemsOf(input, structure, '', service)];
  if (found.length === 0) return;
  const count = found.length === 1 ? '1 validation error' : `${found.length} validation errors`;
  throw new Refusal('invalid', `${count} detected: ${found.join('; ')}`);
}

function* problemsOf(
  members: Members,
  structure: string,
  prefix: string,
  service: Service,
): Generator<string> {
  const { required = [], members: types = {} } = service.table.structures[structure] ?? {};
  const constraints = CONSTRAINTS[service.id];
  for (const [name, type] of Object.entries(types)) {
    const path = `${prefix}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const constraint = constraints[`${structure}.${name}`] ?? constraints[name];
    if (members[name] !== undefined) yield* valueProblems(members[name], type, path, constraint, service);
    else if (required.includes(name)) {
      yield `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
    }
  }
}

function* valueProblems(
  value: unknown,
  type: Type,
  path: string,
  constraint: Constraint | undefined,
  service: Service,
): Generator<string> {
  if (type.type === 'structure') {
    yield* problemsOf(value as Members, type.name, `${path}.`, service);
  } else if (type.type === 'list') {
    for (const [i, item] of (value as readonly unknown[]).entries()) {
      yield* valueProblems(item, type.of, `${path}.${i + 1}.member`, constraint, service);
    }
  } else {
    const broken = constraint && brokenRule(value, constraint);
    if (broken === undefined) return;
    const isPlain = typeof value === 'string' || typeof value === 'number';
    const quoted = isPlain && !type.sensitive ? `Value '${value}'` : 'Value';
    yield `${quoted} at '${path}' failed to satisfy constraint: Member must ${broken}`;
  }
}

function brokenRule(value: unknown, { from, to, pattern, oneOf }: Constraint): string | undefined {
  const measured = typeof value === 'number' ? 'have value' : 'have length';
  const size = typeof value === 'number' ? value : (value as string | Uint8Array).length;
  if (from !== undefined && size < from) return `${measured} greater than or equal to ${from}`;
  if (to !== undefined && size > to) return `${measured} less than or equal to ${to}`;
  if (typeof value !== 'string') return undefined;
  if (pattern && !pattern.test(value)) return `satisfy regular expression pattern: ${pattern.source}`;
  if (oneOf && !oneOf.includes(value)) return `satisfy enum value set: [${oneOf.join(', ')}]`;
  return undefined;
}
