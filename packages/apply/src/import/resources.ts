import { arn, parseArn } from '@leastwise/policy';
import { memberName } from '@leastwise/policy/catalog';
import { type Code, call, literal, object, quote } from '../source/code.ts';
import type { FoundAction } from './actions.ts';
import type { FoundService } from './catalog.ts';
import { type Expression, using, usingService, type Writing } from './expression.ts';

/**
 * The resources of a statement: each made by its service where it is of a type that an action takes, and every action
 * finds one; otherwise each by its ARN, which every action takes. `undefined` for what is no ARN.
 */
export function writeResources(
  texts: readonly string[],
  actions: readonly FoundAction[] | undefined,
  writing: Writing,
): readonly Expression<string>[] | undefined {
  const typed = texts.map((text) => typedResource(text, actions ?? [], writing.catalog.values()));
  const types = typed.map((each) => each?.type);
  const fitting = types.every(
    (type) => type === undefined || (actions ?? []).some((each) => takes(each, [type])),
  );
  const open = types.includes(undefined);
  const covered = (actions ?? []).every((each) => takes(each, types));
  if (actions === undefined || !fitting || (!open && !covered)) return plain(texts, writing);
  const found = typed.map((each, i) =>
    each === undefined ? plain([texts[i] ?? ''], writing)?.[0] : made(each, writing),
  );
  return found.every((each) => each !== undefined) ? found : undefined;
}

interface TypedResource {
  readonly from: FoundService;
  readonly type: string;
  readonly member: string;
  readonly args: readonly unknown[];
  readonly text: string;
}

function takes({ facts }: FoundAction, types: readonly (string | undefined)[]): boolean {
  return (
    facts === undefined ||
    facts.some(({ resourceTypes }) => resourceTypes.some((type) => types.includes(type)))
  );
}

/** Tries what the services would make of an ARN's parts, and takes it only where that is the ARN again. */
function typedResource(
  text: string,
  actions: readonly FoundAction[],
  services: Iterable<FoundService>,
): TypedResource | undefined {
  for (const from of services) {
    // The boundary to the members that make resources: which there are differs from service to service.
    const service = from.service as object as Readonly<Record<string, unknown>> & typeof from.service;
    const parsed: { readonly type: string; readonly params: Readonly<Record<string, string>> } | undefined =
      service.parse(text);
    if (parsed === undefined || !actions.some((each) => takes(each, [parsed.type]))) continue;
    const args = argumentsOf(parsed.params);
    const base = memberName(parsed.type.slice(parsed.type.indexOf(':') + 1));
    for (const member of [base, `${base}Alt`, `${base}Alt2`, `${base}Alt3`])
      if (attempt(service[member], args) === text) return { from, type: parsed.type, member, args, text };
  }
  return undefined;
}

/** One or two names in the ARN's order, three or more as an object, then where it is. */
function argumentsOf({ partition, region, account, ...names }: Readonly<Record<string, string>>): unknown[] {
  const place = {
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(partition === undefined || partition === 'aws' ? {} : { partition }),
  };
  const values = Object.keys(names).length > 2 ? [names] : Object.values(names);
  return Object.keys(place).length === 0 ? values : [...values, place];
}

function attempt(make: unknown, args: readonly unknown[]): unknown {
  if (typeof make !== 'function') return undefined;
  try {
    return (make as (...args: readonly unknown[]) => unknown)(...args);
  } catch {
    return undefined;
  }
}

function made({ from, member, args, text }: TypedResource, writing: Writing): Expression<string> {
  return { code: call(`${usingService(writing, from)}.${member}`, ...args.map(argument)), value: text };
}

function argument(value: unknown): Code {
  return typeof value === 'object' && value !== null
    ? object(Object.entries(value).map(([name, member]) => [name, literal(member)] as const))
    : literal(value);
}

function plain(texts: readonly string[], writing: Writing): readonly Expression<string>[] | undefined {
  if (!texts.every(isArn)) return undefined;
  return texts.map((text) => ({ code: call(using(writing, 'arn'), quote(text)), value: arn<string>(text) }));
}

function isArn(text: string): boolean {
  try {
    parseArn(text);
    return true;
  } catch {
    return false;
  }
}
