import { type Constraint, CONSTRAINTS } from './constraints.ts';
import { Refusal } from './refusal.ts';
import type { Service } from './services.ts';
import type { Structure, Type } from './table.ts';
import type { Members } from './wire.ts';

/**
 * Checks decoded input for what is missing and what breaks a constraint, and names everything wrong at once.
 *
 * @throws Refusal in the words of AWS; a sensitive value is never quoted.
 */
export function validate(input: Members, structure: string, service: Service): void {
  const found: string[] = [];
  findProblems(input, structure, '', service, found);
  if (found.length === 0) return;
  const count = found.length === 1 ? '1 validation error' : `${found.length} validation errors`;
  throw new Refusal('invalid', `${count} detected: ${found.join('; ')}`);
}

/** What a member of a structure is held to. */
interface Check {
  readonly name: string;
  /** As in errors, which begin it in lower case. */
  readonly spoken: string;
  readonly type: Type;
  readonly isRequired: boolean;
  readonly constraint: Constraint | undefined;
}

/** Made once for each structure: they follow from the tables, which do not change. */
const checks = new WeakMap<Structure, readonly Check[]>();

function checksOf(name: string, { id, table }: Service): readonly Check[] {
  const structure = table.structures[name];
  if (!structure) return [];
  const known = checks.get(structure);
  if (known) return known;
  const made = Object.entries(structure.members).map(([member, type]) => ({
    name: member,
    spoken: `${member.charAt(0).toLowerCase()}${member.slice(1)}`,
    type,
    isRequired: structure.required.includes(member),
    constraint: CONSTRAINTS[id][`${name}.${member}`] ?? CONSTRAINTS[id][member],
  }));
  checks.set(structure, made);
  return made;
}

function findProblems(
  members: Members,
  structure: string,
  prefix: string,
  service: Service,
  found: string[],
): void {
  for (const { name, spoken, type, isRequired, constraint } of checksOf(structure, service)) {
    const value = members[name];
    if (value !== undefined) checkValue(value, type, prefix + spoken, constraint, service, found);
    else if (isRequired) {
      found.push(`Value null at '${prefix}${spoken}' failed to satisfy constraint: Member must not be null`);
    }
  }
}

function checkValue(
  value: unknown,
  type: Type,
  path: string,
  constraint: Constraint | undefined,
  service: Service,
  found: string[],
): void {
  if (type.type === 'structure') {
    findProblems(value as Members, type.name, `${path}.`, service, found);
  } else if (type.type === 'list') {
    for (const [i, item] of (value as readonly unknown[]).entries()) {
      checkValue(item, type.of, `${path}.${i + 1}.member`, constraint, service, found);
    }
  } else {
    const broken = constraint && brokenRule(value, constraint);
    if (broken === undefined) return;
    const isPlain = typeof value === 'string' || typeof value === 'number';
    const quoted = isPlain && !type.sensitive ? `Value '${value}'` : 'Value';
    found.push(`${quoted} at '${path}' failed to satisfy constraint: Member must ${broken}`);
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
