import { aws, type Condition, type ConditionBlock, type ConditionValue } from '@leastwise/policy';
import { after, call, type Code, literal } from '../source/code.ts';
import { listOf } from '../statement-elements.ts';
import { every, type Expression, using, usingService, type Writing } from './expression.ts';

/** What is asked of a condition key here; its operators differ from kind to kind. */
interface ConditionKey {
  readonly name: string;
}

/** The method behind each operator, by the family of keys that have it. */
const METHODS: Readonly<Record<string, readonly [family: string, method: string]>> = {
  StringEquals: ['String', 'equals'],
  StringNotEquals: ['String', 'notEquals'],
  StringEqualsIgnoreCase: ['String', 'equalsIgnoreCase'],
  StringNotEqualsIgnoreCase: ['String', 'notEqualsIgnoreCase'],
  StringLike: ['String', 'like'],
  StringNotLike: ['String', 'notLike'],
  NumericEquals: ['Numeric', 'equals'],
  NumericNotEquals: ['Numeric', 'notEquals'],
  NumericLessThan: ['Numeric', 'lessThan'],
  NumericLessThanEquals: ['Numeric', 'atMost'],
  NumericGreaterThan: ['Numeric', 'greaterThan'],
  NumericGreaterThanEquals: ['Numeric', 'atLeast'],
  DateEquals: ['Date', 'equals'],
  DateNotEquals: ['Date', 'notEquals'],
  DateLessThan: ['Date', 'before'],
  DateLessThanEquals: ['Date', 'notAfter'],
  DateGreaterThan: ['Date', 'after'],
  DateGreaterThanEquals: ['Date', 'notBefore'],
  ArnEquals: ['Arn', 'equals'],
  ArnNotEquals: ['Arn', 'notEquals'],
  ArnLike: ['Arn', 'like'],
  ArnNotLike: ['Arn', 'notLike'],
  Bool: ['Bool', 'is'],
  IpAddress: ['Ip', 'within'],
  NotIpAddress: ['Ip', 'notWithin'],
  BinaryEquals: ['Binary', 'equals'],
};

/** The global keys with several values in one request: at run time a key does not say so. */
const GLOBAL_LISTS: readonly string[] = [
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:vpceorgpaths',
  'aws:resourceorgpaths',
  'aws:tagkeys',
  'aws:calledvia',
  'aws:sourceorgpaths',
];

/** `undefined` where the builders have no such key, or no such operator for it. */
export function writeConditions(
  block: ConditionBlock,
  writing: Writing,
): readonly Expression<Condition>[] | undefined {
  return every(
    Object.entries(block).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => writeCondition(operator, key, listOf(values), writing)),
    ),
  );
}

interface FoundKey {
  readonly code: Code;
  readonly key: ConditionKey;
  readonly isList: boolean;
}

function writeCondition(
  operator: string,
  name: string,
  values: readonly ConditionValue[],
  writing: Writing,
): Expression<Condition> | undefined {
  const found = keyOf(name, writing);
  if (found === undefined) return undefined;
  if (operator === 'Null') return presence(found, values);
  const [, set = '', base = '', optional = ''] =
    /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const [family, method] = METHODS[base] ?? [];
  const args = family === undefined ? undefined : argumentsOf(family, values);
  if (family === undefined || method === undefined || args === undefined) return undefined;
  if ((set !== '') !== found.isList) return undefined;
  const steps = [
    ...asFamily(family, familyOf(found.key)),
    ...(set === '' ? [] : [set === 'ForAllValues:' ? 'forAll' : 'forAny']),
    ...(optional === '' ? [] : ['ifExists']),
  ];
  if (steps.includes('none')) return undefined;
  return invoke(found, steps, method, args);
}

/** The string operators, which AWS takes on ARNs and addresses too; `none` where a key has no operator of the family. */
function asFamily(wanted: string, own: string): readonly string[] {
  if (wanted === own) return [];
  return wanted === 'String' && (own === 'Arn' || own === 'Ip') ? ['asString'] : ['none'];
}

function presence(found: FoundKey, values: readonly ConditionValue[]): Expression<Condition> | undefined {
  const [value, ...rest] = values.map(String);
  if (rest.length > 0 || (value !== 'true' && value !== 'false')) return undefined;
  return invoke(found, [], value === 'true' ? 'missing' : 'exists', []);
}

/** One value that is right for each family of keys: text and addresses, truth, numbers, dates. */
const PROBES = ['0.0.0.0', true, 0, '2026-01-01'];

/** At run time every key has every operator, so that the one without a name of its own tells a key's family. */
function familyOf(key: ConditionKey): string {
  for (const value of PROBES) {
    const probe = invoke({ code: '', key, isList: false }, [], 'is', [value]);
    if (probe !== undefined) return probe.value.operator;
  }
  return '';
}

function invoke(
  { code, key }: FoundKey,
  steps: readonly string[],
  method: string,
  args: readonly (string | number | boolean)[],
): Expression<Condition> | undefined {
  const on = steps.reduce<object>((each, step) => Reflect.get(each, step) as object, key);
  const make = Reflect.get(on, method) as (...args: readonly unknown[]) => Condition;
  try {
    return {
      code: after('', call(`${text(code)}${['', ...steps, method].join('.')}`, ...args.map(literal))),
      value: make.apply(on, [...args]),
    };
  } catch {
    return undefined;
  }
}

function text(code: Code): string {
  return typeof code === 'string' ? code : '';
}

/** The values as the methods of a family take them, `undefined` where they do not. */
function argumentsOf(
  family: string,
  values: readonly ConditionValue[],
): readonly (string | number | boolean)[] | undefined {
  const texts = values.map(String);
  const single = texts.length === 1;
  switch (family) {
    case 'Numeric':
      return single && texts.every((each) => String(Number(each)) === each && Number.isFinite(Number(each)))
        ? texts.map(Number)
        : undefined;
    case 'Date':
      return single && /^\d+-\d+-\d+/.test(texts[0] ?? '') ? texts : undefined;
    case 'Bool':
      return single && /^(true|false)$/.test(texts[0] ?? '') ? [texts[0] === 'true'] : undefined;
    default:
      return texts.length > 0 ? texts : undefined;
  }
}

function keyOf(name: string, writing: Writing): FoundKey | undefined {
  const global = memberFor(aws, name);
  if (global !== undefined)
    return {
      code: `${using(writing, 'aws')}${global.member}`,
      key: global.key,
      isList: GLOBAL_LISTS.includes(name.toLowerCase()),
    };
  const found = writing.catalog.get(name.slice(0, name.indexOf(':')).toLowerCase());
  const own = found === undefined ? undefined : memberFor(found.service.keys, name);
  if (found === undefined || own === undefined) return undefined;
  const kind = found.facts.kindOf(name) ?? '';
  return {
    code: `${usingService(writing, found)}.keys${own.member}`,
    key: own.key,
    isList: kind !== kind.toLowerCase(),
  };
}

/** The member of a key, or the call of one that makes it from the part that the user names. */
function memberFor(
  members: object,
  name: string,
): { readonly member: string; readonly key: ConditionKey } | undefined {
  const wanted = name.toLowerCase();
  for (const [member, value] of Object.entries(members)) {
    if (typeof value !== 'function') {
      const key = value as ConditionKey;
      if (key.name.toLowerCase() === wanted) return { member: `.${member}`, key };
      continue;
    }
    const make = value as (part: string) => ConditionKey;
    const [head = '', tail = ''] = make('\n').name.toLowerCase().split('\n');
    const part = name.slice(head.length, name.length - tail.length);
    if (!wanted.startsWith(head) || !wanted.endsWith(tail) || part === '') continue;
    return { member: `.${member}(${text(literal(part))})`, key: make(part) };
  }
  return undefined;
}
