/*
 * What a policy document may look like: the grammar of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import type { PolicyDocument, PolicyKind, StatementJson } from './document.ts';
import type { Step } from './json-source.ts';
import { namingServices, RULES } from './rules.ts';

/** Something in a document that AWS would not accept. */
export interface ShapeProblem {
  readonly code: string;
  readonly path: readonly Step[];
  readonly what: string;
  readonly hint?: string;
}

type Refuse = (problem: ShapeProblem) => never;
type Members = Readonly<Record<string, unknown>>;

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
const PRINCIPAL_KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

const OPERATOR =
  /^(?:Null|(?:(?:ForAllValues|ForAnyValue):)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:LessThan|GreaterThan)(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?)$/;

/** Calls `refuse`, which must throw, with the first thing that makes the value no policy document of that kind. */
export function checkShape(value: unknown, kind: PolicyKind | undefined, refuse: Refuse): void {
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
  const oneOf = (yes: string, no: string): Pair => new Pair(statement, path, yes, no, refuse);
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
    'INVALID_ARN',
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
  principal: Pair,
  action: Pair,
  resource: Pair,
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

/** An element and its negation, of which a statement may hold one. */
class Pair {
  /** The one that the statement holds. */
  readonly element: string | undefined;
  readonly #value: unknown;
  readonly #path: readonly Step[];
  readonly #refuse: Refuse;

  constructor(statement: Members, path: readonly Step[], yes: string, no: string, refuse: Refuse) {
    if (statement[yes] !== undefined && statement[no] !== undefined)
      refuse({
        code: 'UNSUPPORTED_ELEMENT_COMBINATION',
        path: [...path, no],
        what: `\`${yes}\` and \`${no}\` stand in one statement`,
        hint: 'keep one, or make two statements',
      });
    this.element = statement[yes] !== undefined ? yes : statement[no] !== undefined ? no : undefined;
    this.#value = this.element === undefined ? undefined : statement[this.element];
    this.#path = path;
    this.#refuse = refuse;
  }

  mustStand(problem: Omit<ShapeProblem, 'path'>): void {
    if (this.element === undefined) this.#refuse({ ...problem, path: this.#path });
  }

  mustBeAnyone(what: string): void {
    const { element } = this;
    if (element === undefined || (element === 'Principal' && this.#value === '*')) return;
    this.#refuse({
      code: 'UNSUPPORTED_PRINCIPAL',
      path: [...this.#path, element],
      what,
      hint: 'write "Principal": "*"',
    });
  }

  refuseEffect(what: string): void {
    this.#refuse({
      code: 'UNSUPPORTED_EFFECT',
      path: [...this.#path, 'Effect'],
      what,
      hint: 'write "Effect": "Deny"',
    });
  }

  mustNotStand(what: string, hint: string): void {
    if (this.element !== undefined)
      this.#refuse({ code: 'UNSUPPORTED_ELEMENT', path: [...this.#path, this.element], what, hint });
  }

  /** Whether one of the texts begins with the name of one of the services. */
  speaksOf(services: readonly string[]): boolean {
    return [this.#value]
      .flat()
      .some((item) => services.some((service) => String(item).toLowerCase().startsWith(`${service}:`)));
  }

  each(accepts: (item: string) => boolean, code: string, isNot: string, hint: string): void {
    if (this.element === undefined) return;
    for (const [item, path] of texts(this.#value, [...this.#path, this.element], this.#refuse))
      if (!accepts(item)) this.#refuse({ code, path, what: `${show(item)} ${isNot}`, hint });
  }

  checkPrincipal(): void {
    if (this.element === undefined || this.#value === '*') return;
    const path = [...this.#path, this.element];
    const kinds = members(this.#value, path, 'a principal other than "*"', this.#refuse);
    for (const [kind, value] of Object.entries(kinds)) {
      if (!PRINCIPAL_KINDS.includes(kind))
        this.#refuse({
          code: 'INVALID_PRINCIPAL_KEY',
          path: [...path, kind],
          what: `\`${kind}\` is no kind of principal`,
          hint: `use one of ${PRINCIPAL_KINDS.join(', ')}`,
        });
      texts(value, [...path, kind], this.#refuse);
    }
  }
}

function checkEffect(effect: unknown, path: readonly Step[], refuse: Refuse): void {
  if (effect === 'Allow' || effect === 'Deny') return;
  const hint = 'write "Allow" or "Deny"';
  if (effect === undefined)
    refuse({ code: 'MISSING_EFFECT', path, what: 'the statement has no effect', hint });
  refuse({ code: 'INVALID_EFFECT', path: [...path, 'Effect'], what: `${show(effect)} is no effect`, hint });
}

function checkCondition(value: unknown, path: readonly Step[], refuse: Refuse): void {
  for (const [operator, keys] of Object.entries(members(value, path, 'a condition', refuse))) {
    if (!OPERATOR.test(operator))
      refuse({
        code: 'INVALID_CONDITION_OPERATOR',
        path: [...path, operator],
        what: `\`${operator}\` is no condition operator`,
        hint: 'operators are written like StringEquals, NumericLessThan or ForAnyValue:StringLike',
      });
    for (const [key, values] of Object.entries(
      members(keys, [...path, operator], 'what an operator takes', refuse),
    ))
      checkConditionValues(values, [...path, operator, key], refuse);
  }
}

function checkConditionValues(values: unknown, path: readonly Step[], refuse: Refuse): void {
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  list.forEach((item, i) => {
    if (['string', 'number', 'boolean'].includes(typeof item)) return;
    refuse({
      code: 'DATA_TYPE_MISMATCH',
      path: Array.isArray(values) ? [...path, i] : path,
      what: `a condition compares with text, numbers, true and false, not with ${show(item)}`,
    });
  });
}

function members(value: unknown, path: readonly Step[], what: string, refuse: Refuse): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  return refuse({ code: 'DATA_TYPE_MISMATCH', path, what: `${what} is an object, not ${show(value)}` });
}

function onlyElements(
  value: Members,
  elements: readonly string[],
  path: readonly Step[],
  refuse: Refuse,
): void {
  for (const name of Object.keys(value)) {
    if (elements.includes(name)) continue;
    const meant = elements.find((element) => element.toLowerCase() === name.toLowerCase());
    refuse({
      code: 'INVALID_POLICY_ELEMENT',
      path: [...path, name],
      what: `\`${name}\` is no element of ${path.length === 0 ? 'a policy document' : 'a statement'}`,
      hint: meant === undefined ? `it takes ${elements.join(', ')}` : `write \`${meant}\``,
    });
  }
}

function text(value: unknown, path: readonly Step[], refuse: Refuse): string {
  if (typeof value === 'string') return value;
  return refuse({
    code: 'DATA_TYPE_MISMATCH',
    path,
    what: `${show(path.at(-1))} is text, not ${show(value)}`,
  });
}

/** The texts of a value that is one text or a list of them, each with its path. */
function texts(
  value: unknown,
  path: readonly Step[],
  refuse: Refuse,
): readonly (readonly [string, readonly Step[]])[] {
  if (!Array.isArray(value)) return [[text(value, path, refuse), path]];
  return value.map((item: unknown, i) => {
    if (typeof item !== 'string')
      refuse({ code: 'DATA_TYPE_MISMATCH', path: [...path, i], what: `${show(item)} is no text` });
    return [item, [...path, i]] as const;
  });
}

function isAction(action: string): boolean {
  return /^(?:\*|[\w*?-]+:[\w*?-]+)$/.test(action);
}

/** Six segments; where a `*` ends a segment it may stand for the rest, as in AWS's own `arn:aws:organizations::*:`. */
function isResource(resource: string): boolean {
  return resource === '*' || /^arn:(?:(?:[^:]*:){4}.+|(?:[^:]*:){0,3}[^:]*\*:?)$/s.test(resource);
}

/** The value as JSON, shortened; what JSON cannot hold (nothing, a function, a cycle) by its type. */
function show(value: unknown): string {
  let json: string | undefined;
  try {
    // It gives undefined for a function, whatever its type says.
    json = JSON.stringify(value);
  } catch {
    // A value that contains itself, or a bigint.
  }
  json ??= typeof value;
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}
