/*
 * What a policy document may look like: the grammar of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { checkCondition } from './condition-shape.ts';
import type { PolicyDocument, PolicyKind, StatementJson } from './document.ts';
import { ElementPair } from './element-pair.ts';
import type { Step } from './json-source.ts';
import { refusal } from './refusal.ts';
import { namingServices, RULES } from './rules.ts';
import { members, onlyElements, type Refuse, show, text } from './shape-values.ts';

/** The elements of a document and of a statement, in the order in which they are printed. */
export const DOCUMENT_ELEMENTS: readonly (keyof PolicyDocument)[] = ['Version', 'Id', 'Statement'];
export const STATEMENT_ELEMENTS: readonly (keyof StatementJson)[] = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

const VERSIONS: readonly string[] = ['2012-10-17', '2008-10-17'];
/** Calls `refuse`, which must throw, with the first thing that makes the value no policy document of that kind. */
export function checkShape(value: unknown, kind: PolicyKind | undefined, refuse: Refuse): void {
  if (kind !== undefined) checkKindName(kind);
  const document = members(value, [], 'a policy document', refuse);
  onlyElements(document, DOCUMENT_ELEMENTS, [], refuse);
  const { Version, Id, Statement } = document;
  if (Version !== undefined && !VERSIONS.includes(Version as string))
    refuse({
      code: 'INVALID_VERSION',
      path: ['Version'],
      what: `${show(Version)} is no version of the policy language`,
      hint: 'write "2012-10-17"',
    });
  if (Id !== undefined) text(Id, ['Id'], refuse);
  if (Statement === undefined || (Array.isArray(Statement) && Statement.length === 0))
    refuse({ code: 'MISSING_STATEMENT', path: [], what: 'the document has no statement' });
  if (!Array.isArray(Statement)) return checkStatement(Statement, ['Statement'], kind, refuse);
  Statement.forEach((statement: unknown, i) => {
    checkStatement(statement, ['Statement', i], kind, refuse);
  });
}

/** A kind that there is not would judge nothing. */
export function checkKindName(kind: unknown): void {
  if (!Object.hasOwn(RULES, String(kind)))
    throw refusal(
      'MALFORMED_PARAMETER',
      `${show(kind)} is no kind of policy`,
      `use one of ${Object.keys(RULES).join(', ')}`,
    );
}

function checkStatement(
  value: unknown,
  path: readonly Step[],
  kind: PolicyKind | undefined,
  refuse: Refuse,
): void {
  const statement = members(value, path, 'a statement', refuse);
  onlyElements(statement, STATEMENT_ELEMENTS, path, refuse);
  if (statement['Sid'] !== undefined) checkSid(statement['Sid'], [...path, 'Sid'], kind, refuse);
  checkEffect(statement['Effect'], path, refuse);
  const oneOf = (yes: string, no: string): ElementPair => new ElementPair(statement, path, yes, no, refuse);
  const principal = oneOf('Principal', 'NotPrincipal');
  const action = oneOf('Action', 'NotAction');
  const resource = oneOf('Resource', 'NotResource');
  action.mustStand({
    code: 'MISSING_ACTION',
    what: 'the statement says nothing of actions',
    hint: 'add "Action"',
  });
  checkKind(kind, statement['Effect'], principal, action, resource);
  action.each(isAction, 'INVALID_ACTION', 'is no action', 'write service:Action, or *');
  resource.each(
    isResource,
    'MALFORMED_ARN',
    'is no ARN',
    'write arn:partition:service:region:account:resource, or *',
  );
  principal.checkPrincipal();
  if (statement['Condition'] !== undefined)
    checkCondition(statement['Condition'], [...path, 'Condition'], refuse);
}

/** An empty Sid says nothing, and AWS takes it everywhere. */
function checkSid(value: unknown, path: readonly Step[], kind: PolicyKind | undefined, refuse: Refuse): void {
  const sid = text(value, path, refuse);
  if (kind === undefined || RULES[kind].freeSid || /^[A-Za-z0-9]*$/.test(sid)) return;
  refuse({
    code: 'UNSUPPORTED_SID',
    path,
    what: `${show(sid)} is no Sid of ${named(kind)}`,
    hint: 'use only A-Z, a-z and 0-9',
  });
}

/** What each kind of policy must and must not say; of an unknown kind, only that it says who or what. */
function checkKind(
  kind: PolicyKind | undefined,
  effect: unknown,
  principal: ElementPair,
  action: ElementPair,
  resource: ElementPair,
): void {
  const must = { code: 'MISSING_RESOURCE', what: 'the statement names no resource', hint: 'add "Resource"' };
  if (kind === undefined) {
    if (principal.element === undefined) resource.mustStand(must);
    return;
  }
  const rules = RULES[kind];
  if (rules.principal === 'never')
    principal.mustNotStand(
      `${named(kind)} names no principal`,
      'parse it as a resource policy, or leave it out',
    );
  else
    principal.mustStand({
      code: 'MISSING_PRINCIPAL',
      what: `${named(kind)} says who`,
      hint: 'add "Principal"',
    });
  if (rules.principal === 'anyone') principal.mustBeAnyone(`${named(kind)} is about everyone`);
  if (rules.resource === 'never') resource.mustNotStand(`${named(kind)} names no resource`, 'leave it out');
  else if (rules.resource === 'must' || action.speaksOf(namingServices)) resource.mustStand(must);
  if (rules.denyOnly && effect !== 'Deny') principal.refuseEffect(`${named(kind)} only denies`);
}

function named(kind: PolicyKind): string {
  return `${kind === 'identity' ? 'an' : 'a'} ${kind.replace('-', ' ')} ${kind === 'boundary' ? '' : 'policy'}`.trim();
}

function checkEffect(effect: unknown, path: readonly Step[], refuse: Refuse): void {
  if (effect === 'Allow' || effect === 'Deny') return;
  const hint = 'write "Allow" or "Deny"';
  if (effect === undefined)
    refuse({ code: 'MISSING_EFFECT', path, what: 'the statement has no effect', hint });
  refuse({ code: 'INVALID_EFFECT', path: [...path, 'Effect'], what: `${show(effect)} is no effect`, hint });
}

function isAction(action: string): boolean {
  return /^(?:\*|[\w*?-]+:[\w*?-]+)$/.test(action);
}

/** Six segments; where a `*` ends a segment it may stand for the rest, as in AWS's own `arn:aws:organizations::*:`. */
function isResource(resource: string): boolean {
  return resource === '*' || /^arn:(?:(?:[^:]*:){4}.+|(?:[^:]*:){0,3}[^:]*\*:?)$/s.test(resource);
}
