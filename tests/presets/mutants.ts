import type { ConditionBlock, OneOrMany, PolicyDocument, StatementJson } from '@leastwise/policy';

/** A document with one thing changed. */
export interface Mutant {
  /** Where, and what: `Statement[1].Action: without s3:ListBucket`. */
  readonly text: string;
  /** `undefined` if nothing is left of the document. */
  readonly document: PolicyDocument | undefined;
}

type Part = 'Action' | 'NotAction' | 'Resource' | 'NotResource';
const PARTS: readonly Part[] = ['Action', 'NotAction', 'Resource', 'NotResource'];

/**
 * Every document that lacks one thing of a document (a statement, an action, a resource, a principal, an operator of a condition,
 * a key of it, a value of it), and every one in which one Allow is for any resource or any principal.
 */
export function mutantsOf(document: PolicyDocument): readonly Mutant[] {
  const statements: readonly StatementJson[] = [document.Statement].flat();
  const replace = (index: number, by: StatementJson | undefined): PolicyDocument | undefined => {
    const left = statements.flatMap((each, i) => (i !== index ? [each] : by === undefined ? [] : [by]));
    return left.length === 0 ? undefined : { ...document, Statement: left };
  };
  return statements.flatMap((statement, i) => {
    const at = statement.Sid === undefined ? `Statement[${i}]` : `Statement[${i}] (${statement.Sid})`;
    return [
      { text: `${at}: without the statement`, document: replace(i, undefined) },
      ...changesOf(statement).map(({ text, changed }) => ({
        text: `${at}.${text}`,
        document: replace(i, changed),
      })),
    ];
  });
}

interface Change {
  readonly text: string;
  readonly changed: StatementJson;
}

function changesOf(statement: StatementJson): readonly Change[] {
  const narrower = PARTS.flatMap((part) =>
    withoutOne(statement[part]).map(({ gone, left }) => ({
      text: `${part}: without ${gone}`,
      changed: { ...statement, [part]: left },
    })),
  );
  return [
    ...narrower,
    ...principalsOf(statement),
    ...conditionsOf(statement),
    ...(statement.Effect === 'Allow' ? widened(statement) : []),
  ];
}

/** A list of one is gone with its statement, which is a mutant of its own. */
function withoutOne<T>(
  values: T | readonly T[] | undefined,
): readonly { readonly gone: T; readonly left: readonly T[] }[] {
  const list: readonly T[] = values === undefined ? [] : isList(values) ? values : [values];
  if (list.length < 2) return [];
  return list.map((gone, i) => ({ gone, left: list.filter((_, j) => j !== i) }));
}

function isList<T>(values: T | readonly T[]): values is readonly T[] {
  return Array.isArray(values);
}

function principalsOf(statement: StatementJson): readonly Change[] {
  return (['Principal', 'NotPrincipal'] as const).flatMap((part) => {
    const block = statement[part];
    if (block === undefined || typeof block === 'string') return [];
    const kinds: readonly (readonly [string, OneOrMany<string>])[] = Object.entries(block);
    return kinds.flatMap(([kind, names]) => [
      ...(kinds.length < 2
        ? []
        : [
            {
              text: `${part}: without ${kind}`,
              changed: {
                ...statement,
                [part]: Object.fromEntries(kinds.filter(([other]) => other !== kind)),
              },
            },
          ]),
      ...withoutOne<string>(names).map(({ gone, left }) => ({
        text: `${part}.${kind}: without ${gone}`,
        changed: { ...statement, [part]: { ...block, [kind]: left } },
      })),
    ]);
  });
}

function conditionsOf(statement: StatementJson): readonly Change[] {
  const { Condition: block = {}, ...rest } = statement;
  const withCondition = (Condition: ConditionBlock): StatementJson =>
    Object.keys(Condition).length === 0 ? rest : { ...rest, Condition };
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => {
      const { [key]: _, ...otherKeys } = keys;
      const { [operator]: __, ...otherOperators } = block;
      const left = Object.keys(otherKeys).length === 0 ? otherOperators : { ...block, [operator]: otherKeys };
      return [
        { text: `Condition.${operator}: without ${key}`, changed: withCondition(left) },
        ...withoutOne(values).map(({ gone, left }) => ({
          text: `Condition.${operator}.${key}: without ${String(gone)}`,
          changed: withCondition({ ...block, [operator]: { ...keys, [key]: left } }),
        })),
      ];
    }),
  );
}

/** A statement without a limit that it has: the near misses must notice. */
function widened(statement: StatementJson): readonly Change[] {
  return [
    ...(statement.Resource === undefined || [statement.Resource].flat().includes('*')
      ? []
      : [{ text: 'Resource: any', changed: { ...statement, Resource: '*' } }]),
    ...(statement.Principal === undefined || statement.Principal === '*'
      ? []
      : [{ text: 'Principal: any', changed: { ...statement, Principal: '*' as const } }]),
  ];
}
