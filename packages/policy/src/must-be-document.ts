import { LeastwiseError } from '@leastwise/core';
import { checkCondition } from './condition-shape.ts';
import type { PolicyDocument } from './document.ts';
import { ElementPair } from './element-pair.ts';
import { pathText, type Step } from './json-source.ts';
import { members, type Refuse } from './shape-values.ts';

/**
 * Refuses what is not made as a policy document is, for what takes documents and judges nothing: whether its actions and
 * ARNs are such is for `checkPolicy` to say, and an element may be missing.
 *
 * @param at what the document is to the caller, for errors
 */
export function mustBeDocument(value: unknown, at = '$'): asserts value is PolicyDocument {
  const refuse: Refuse = ({ code, path, what, hint }) => {
    throw new LeastwiseError({ code, what, path: at + pathText(path).slice(1), hint });
  };
  const { Statement } = members(value, [], 'a policy document', refuse);
  if (Statement === undefined)
    refuse({ code: 'MISSING_STATEMENT', path: [], what: 'the document has no statement' });
  if (!Array.isArray(Statement)) return mustBeStatement(Statement, ['Statement'], refuse);
  Statement.forEach((statement: unknown, i) => {
    mustBeStatement(statement, ['Statement', i], refuse);
  });
}

function mustBeStatement(value: unknown, path: readonly Step[], refuse: Refuse): void {
  const statement = members(value, path, 'a statement', refuse);
  for (const [yes, no] of [
    ['Action', 'NotAction'],
    ['Resource', 'NotResource'],
  ] as const)
    new ElementPair(statement, path, yes, no, refuse).each(isAny, '', '', '');
  new ElementPair(statement, path, 'Principal', 'NotPrincipal', refuse).checkPrincipal();
  if (statement['Condition'] !== undefined)
    checkCondition(statement['Condition'], [...path, 'Condition'], refuse);
}

function isAny(): boolean {
  return true;
}
