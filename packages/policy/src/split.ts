import { freeze, LeastwiseError } from '@leastwise/core';
import type { IdentityPolicy, PolicyDocument, StatementJson } from './document.ts';
import { mustBeDocument } from './must-be-document.ts';
import { listOf } from './normalize.ts';
import { show } from './shape-values.ts';
import { SIZE_LIMITS } from './size-limits.ts';

/**
 * Divides an identity policy that is too long into several, which attached together say what it says: statements add up,
 * and a Deny holds wherever it stands. Each statement goes whole into the first document that has room for it. One that is
 * too long for a document of its own is divided along its longest list, `Action` or `Resource`; every part keeps its Sid.
 * `NotAction`, `NotResource` and conditions cannot be divided without another meaning, and are not.
 *
 * A user, group or role takes 10 managed policies at first, and only one permissions boundary: a boundary cannot be
 * divided.
 *
 * @param limit characters that a document may have, white space between its elements not counted; 6,144 unless said
 * otherwise, which is what a managed policy takes
 * @returns the documents, frozen and in the same order every time; the one that was given where it fits
 * @throws LeastwiseError `CANNOT_SPLIT`, which names the statement and how many characters it is too long by; for what is no
 * policy document the codes of {@link checkPolicy}; `MALFORMED_PARAMETER` for a limit that is no number
 * @example
 * ```ts
 * import { allow, policy, split } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * const both = policy(
 *   allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')),
 *   allow(s3.PutObject).on(s3.object('my-ml-models', '*')),
 * );
 *
 * for (const part of split(both, 150)) console.log(JSON.stringify(part));
 * ```
 * ```text
 * {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::my-ml-datasets/*"]}]}
 * {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:PutObject"],"Resource":["arn:aws:s3:::my-ml-models/*"]}]}
 * ```
 */
export function split(
  document: IdentityPolicy,
  limit: number = SIZE_LIMITS.managed.limit,
): readonly IdentityPolicy[] {
  mustBeDocument(document);
  checkLimit(limit);
  const { Statement, ...rest } = document;
  const statements: readonly StatementJson[] = listOf(Statement);
  refusePrincipals(statements);
  if (lengthOf(document) <= limit) return [document];
  const room = limit - lengthOf({ ...rest, Statement: [] });
  const parts = statements.flatMap((statement, i) => divided(statement, room, `$.Statement[${i}]`));
  return packed(parts, room).map((some): IdentityPolicy => {
    const part: PolicyDocument = { ...rest, Statement: some };
    // The boundary of kinds: the statements are those of an identity policy.
    return freeze(part) as IdentityPolicy;
  });
}

function checkLimit(limit: unknown): void {
  if (!Number.isFinite(limit))
    throw new LeastwiseError({
      code: 'MALFORMED_PARAMETER',
      what: `a limit is a number, not ${show(limit)}`,
    });
}

/** A part of a statement that was divided says which of its statement's parts it is. */
interface Part {
  readonly statement: StatementJson;
  readonly of: StatementJson;
}

function divided(statement: StatementJson, room: number, path: string): readonly Part[] {
  return fitting(statement, room, path).map((part) => ({ statement: part, of: statement }));
}

/** The statement in parts that each have room in a document of their own. */
function fitting(statement: StatementJson, room: number, path: string): readonly StatementJson[] {
  if (lengthOf(statement) <= room) return [statement];
  const list = longestList(statement);
  if (list === undefined) throw cannotSplit(statement, room, path);
  return chunks(listOf(statement[list] ?? []), room - lengthOf({ ...statement, [list]: [] })).flatMap(
    (items) => fitting({ ...statement, [list]: items }, room, path),
  );
}

/** The list that the statement can be divided along with the greatest effect. */
function longestList(statement: StatementJson): 'Action' | 'Resource' | undefined {
  const length = (list: 'Action' | 'Resource'): number => {
    const items = listOf(statement[list] ?? []);
    return items.length > 1 ? lengthOf(items) : 0;
  };
  const [actions, resources] = [length('Action'), length('Resource')];
  if (actions === 0 && resources === 0) return undefined;
  return actions > resources ? 'Action' : 'Resource';
}

/** The items in runs that are as long as there is room for, and at least one item long. */
function chunks(items: readonly string[], room: number): readonly (readonly string[])[] {
  const runs: string[][] = [];
  let used = 0;
  for (const item of items) {
    const length = lengthOf(item) + 1;
    const run = runs.at(-1);
    if (run === undefined || used + length > room + 1) {
      runs.push([item]);
      used = length;
    } else {
      run.push(item);
      used += length;
    }
  }
  return runs;
}

/** Puts each part into the first document with room for it that holds no other part of its statement. */
function packed(parts: readonly Part[], room: number): readonly (readonly StatementJson[])[] {
  const documents: { readonly parts: Part[]; used: number }[] = [];
  for (const part of parts) {
    const length = lengthOf(part.statement) + 1;
    const place = documents.find(
      ({ parts: others, used }) => used + length <= room + 1 && others.every(({ of }) => of !== part.of),
    );
    if (place === undefined) documents.push({ parts: [part], used: length });
    else {
      place.parts.push(part);
      place.used += length;
    }
  }
  return documents.map(({ parts: some }) => some.map(({ statement }) => statement));
}

/** Characters as IAM counts them: what JSON.stringify writes has no white space between elements. */
function lengthOf(value: unknown): number {
  return JSON.stringify(value).length;
}

function refusePrincipals(statements: readonly StatementJson[]): void {
  const index = statements.findIndex(
    ({ Principal, NotPrincipal }) => Principal !== undefined || NotPrincipal !== undefined,
  );
  if (index < 0) return;
  throw new LeastwiseError({
    code: 'CANNOT_SPLIT',
    what: 'a policy that names principals stands alone on its resource or role',
    path: `$.Statement[${index}]`,
    hint: 'only an identity policy can be split',
  });
}

function cannotSplit(statement: StatementJson, room: number, path: string): LeastwiseError {
  const length = lengthOf(statement);
  return new LeastwiseError({
    code: 'CANNOT_SPLIT',
    what: `the statement has ${length} characters where there is room for ${room}, ${length - room} too many, and no list that can be divided`,
    path,
    hint: 'only lists of Action and Resource can be; shorten the rest by hand',
  });
}
