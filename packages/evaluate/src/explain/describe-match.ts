import type { PolicySet } from '../input/read-policies.ts';
import type { ConditionTest, Statement } from '../input/statement.ts';
import { contextValue, isList, type Situation } from '../input/situation.ts';
import type { ContextValue } from '../request.ts';
import type { Match } from '../specification/statement.ts';
import { canEverMatch } from '../specification/comparison.ts';
import { textOf } from '../values/text.ts';
import { POLICY_NAMES } from './labels.ts';
import { entriesAfter, listed, quoted } from './lists.ts';
import { givenText, variablesText } from './given.ts';

/**
 * What a statement that speaks of the action says of this request: `allows s3:GetObject only on ...`, or `denies it` and under
 * which conditions.
 */
export function describeMatch(match: Match, policies: PolicySet, situation: Situation): string {
  const verb = match.statement.effect === 'Allow' ? 'allows' : 'denies';
  return match.whole.now
    ? `${verb} it${extentOf(match, policies, situation)}${reachOf(match.statement, situation)}${groundsOf(match, situation)}`
    : `${verb} ${situation.actionName} ${limitsOf(match, situation).join(', and ')}`;
}

/** How far a statement that matches goes, where that is not the whole way. */
function extentOf({ statement, grant }: Match, { given }: PolicySet, { caller }: Situation): string {
  const { effect, principal } = statement;
  if (effect === 'Allow') {
    if (grant === 'delegated') return " as far as the account's own policies do";
    return grant === 'limited' ? withinLimits(given) : '';
  }
  if (principal?.not !== true) return '';
  const whom = ` ${entriesAfter('to', namesOf(principal))}`;
  if (caller.account === undefined || caller.kind === 'root') return whom;
  return given.has('boundary')
    ? `${whom}, of whom it spares none with a permissions boundary`
    : `${whom}, of whom it spares those whose every ARN it lists: account, user or role, and session`;
}

function withinLimits(given: PolicySet['given']): string {
  const limits = (['boundary', 'session'] as const).filter((type) => given.has(type));
  if (limits.length === 0) return '';
  const names = limits.map((type) => `the ${POLICY_NAMES[type]}`);
  return ` as far as ${listed(names)} ${names.length === 1 ? 'does' : 'do'}`;
}

/** By which of its words a Deny reaches the action and the resource, where that is not everything. */
function reachOf(statement: Statement, situation: Situation): string {
  const { effect, action, resource } = statement;
  if (effect === 'Allow') return '';
  const actions = action.not ? ` (every action but ${listed(action.entries)})` : '';
  if (resource === undefined || (!resource.not && resource.entries.includes('*'))) return actions;
  const preposition = resource.not ? 'on all but' : 'on';
  const variables = variablesText(resource.entries, 'resource', statement, situation);
  return `${actions} ${preposition} ${listed(resource.entries)}${variables}`;
}

/** The conditions that hold, and by which values. */
function groundsOf({ statement }: Match, situation: Situation): string {
  const grounds = statement.conditions.map(
    (test) =>
      ` under ${testText(test, statement, situation)}: ${givenText(test, situation)}${emptiness(test, situation)}${passing(test, situation)}`,
  );
  return grounds.join(', and');
}

/** Says of a condition that holds that it does so because the key is absent. */
function passing({ operator, key }: ConditionTest, situation: Situation): string {
  if (operator.comparison === 'Null') return '';
  return valuesOf(key, situation).length === 0 ? ', and an absent key passes' : '';
}

/** Says where all there is of a key is empty text, which counts for nothing in a set and under Null. */
function emptiness({ operator, key }: ConditionTest, situation: Situation): string {
  const values = valuesOf(key, situation);
  const counts = operator.set !== undefined || operator.comparison === 'Null';
  return counts && values.length > 0 && values.every((value) => textOf(value) === '')
    ? ', which counts as no value'
    : '';
}

function valuesOf(key: string, situation: Situation): readonly ContextValue[] {
  const given = contextValue(situation, key) ?? [];
  return isList(given) ? given : [given];
}

/** Why a statement does not match. */
function limitsOf({ statement, grant, resource, conditions }: Match, situation: Situation): string[] {
  const limits: string[] = [];
  if (grant === undefined && statement.principal !== undefined)
    limits.push(entriesAfter('to', namesOf(statement.principal)) + wildcardNote(statement.principal));
  if (!resource.now && statement.resource !== undefined)
    limits.push(
      entriesAfter('on', statement.resource) +
        variablesText(statement.resource.entries, 'resource', statement, situation),
    );
  statement.conditions.forEach((test, i) => {
    if (conditions[i]?.now === false)
      limits.push(
        `only under ${testText(test, statement, situation)}${vanity(test, statement, situation)}, but ${givenText(test, situation)}${emptiness(test, situation)}`,
      );
  });
  return limits;
}

/** `StringLike s3:prefix "${aws:username}/*" (aws:username is "ana")` */
function testText(
  { operator, name, values }: ConditionTest,
  statement: Statement,
  situation: Situation,
): string {
  const texts = values.map(textOf);
  const wanted = texts.length === 0 ? 'nothing' : listed(texts.map(quoted), 'or');
  return `${operator.name} ${name} ${wanted}${variablesText(texts, operator.comparison, statement, situation)}`;
}

/** Says of a test that it asks for what there cannot be, such as a date that is none. */
function vanity({ operator, values }: ConditionTest, statement: Statement, situation: Situation): string {
  const canMatch = values.some((value) => canEverMatch(operator.comparison, value, statement, situation));
  return canMatch ? '' : ', which nothing matches';
}

/** Says of names with an asterisk that it is none. */
function wildcardNote({ entries }: NonNullable<Statement['principal']>): string {
  return entries.some(({ kind, name }) => kind === 'AWS' && name.includes('*'))
    ? ' (* is no wildcard in the name of a principal)'
    : '';
}

function namesOf({ not, entries }: NonNullable<Statement['principal']>): Statement['action'] {
  return { not, entries: entries.map(({ name }) => name) };
}
