import { canonicalJson } from '@leastwise/core';
import type { PolicyDocument, StatementJson } from '@leastwise/policy';
import { type DocumentPlace, elementsOf, listOf } from './statement-elements.ts';

/**
 * A document as a text that is the same for every spelling of the same meaning.
 *
 * Significant are Version (a document without one is of 2008), Id and Sid. Otherwise statements, actions, resources,
 * principals and condition values are sets; a lone value equals a list of one; the names of actions and condition keys
 * ignore case; an account id equals its root ARN; and, in a role's trust only, `"*"` equals `{"AWS":"*"}`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function meaningOf(document: PolicyDocument, place: DocumentPlace): string {
  const { Version = '2008-10-17', Statement, ...rest } = document;
  const statements = listOf(Statement).map((statement) => meaningOfStatement(statement, place));
  return canonicalJson({ ...rest, Version, Statement: [...new Set(statements)].sort() });
}

/** A statement as a text that is the same for every spelling of the same meaning. */
export function meaningOfStatement(statement: StatementJson, place: DocumentPlace): string {
  const elements = elementsOf(statement, place).map(({ name, values }) =>
    canonicalJson([name, ...values.keys()]),
  );
  return elements.sort().join();
}

/** Whether two documents mean the same in that place; {@link meaningOf} says what counts. */
export function sameMeaning(a: PolicyDocument, b: PolicyDocument, place: DocumentPlace): boolean {
  return meaningOf(a, place) === meaningOf(b, place);
}
