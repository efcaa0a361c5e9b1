import type { PolicyDocument, StatementJson } from './document.ts';
import { DOCUMENT_ELEMENTS, STATEMENT_ELEMENTS } from './document-shape.ts';
import { mustBeDocument } from './must-be-document.ts';

/**
 * Writes a policy document for people: indented, elements in AWS's usual order, and otherwise as it is. Reading it back
 * gives an equal document.
 *
 * @param indent how many spaces a level is indented by
 * @throws LeastwiseError for what is no policy document, with the codes of {@link checkPolicy}
 * @example
 * ```ts
 * import { allow, policy, print } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * console.log(print(policy(allow(s3.ListBucket).on(s3.bucket('my-ml-datasets')))));
 * ```
 * ```json
 * {
 *   "Version": "2012-10-17",
 *   "Statement": [{ "Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": ["arn:aws:s3:::my-ml-datasets"] }]
 * }
 * ```
 */
export function print(document: PolicyDocument, indent = 2): string {
  mustBeDocument(document);
  const { Statement } = document;
  const statements = Array.isArray(Statement)
    ? Statement.map((statement: StatementJson) => inOrder(statement, STATEMENT_ELEMENTS))
    : inOrder(Statement, STATEMENT_ELEMENTS);
  return JSON.stringify(inOrder({ ...document, Statement: statements }, DOCUMENT_ELEMENTS), null, indent);
}

function inOrder(value: object, names: readonly string[]): object {
  const members = new Map(Object.entries(value));
  return Object.fromEntries(names.flatMap((name) => (members.has(name) ? [[name, members.get(name)]] : [])));
}
