import type { ConditionTest, Element } from '../input/statement.ts';
import { contextValue, isList, type Situation } from '../input/situation.ts';
import type { Match } from '../specification/statement.ts';
import { textOf } from '../values/text.ts';

/** What a statement that speaks of the action says of this request: `allows s3:GetObject only on ...`. */
export function describeMatch(match: Match, situation: Situation): string {
  const { statement, grant, resource, conditions, whole } = match;
  const verb = statement.effect === 'Allow' ? 'allows' : 'denies';
  if (whole.now)
    return grant === 'delegated' ? `${verb} it as far as the account's own policies do` : `${verb} it`;
  const { actionName } = situation;
  const limits: string[] = [];
  if (grant === undefined && statement.principal !== undefined)
    limits.push(only('to', names(statement.principal)));
  if (!resource.now && statement.resource !== undefined) {
    const unknown = resource.keys.length === 0 ? '' : ` (the request does not give ${listed(resource.keys)})`;
    limits.push(only('on', statement.resource) + unknown);
  }
  statement.conditions.forEach((test, i) => {
    if (conditions[i]?.now === false) limits.push(describeCondition(test, situation));
  });
  return `${verb} ${actionName} ${limits.join(', and ')}`;
}

function names({ not, entries }: NonNullable<Match['statement']['principal']>): Element<string> {
  return { not, entries: entries.map(({ name }) => name) };
}

function only(preposition: string, { not, entries }: Element<string>): string {
  if (entries.length === 0) return `${preposition} nothing`;
  return not ? `${preposition} all but ${listed(entries)}` : `only ${preposition} ${listed(entries)}`;
}

const MOST = 5;

function listed(items: readonly string[]): string {
  const shown = items.slice(0, MOST);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** `only under Bool aws:SecureTransport "true", but the request does not give aws:SecureTransport` */
function describeCondition({ operator, name, key, values }: ConditionTest, situation: Situation): string {
  const wanted = listed(values.map((value) => JSON.stringify(textOf(value))));
  const given = contextValue(situation, key);
  const got =
    given === undefined
      ? `the request does not give ${name}`
      : isList(given) && given.length === 0
        ? `${name} is absent`
        : `${name} is ${listed((isList(given) ? given : [given]).map((value) => JSON.stringify(textOf(value))))}`;
  return `only under ${operator.name} ${name} ${wanted}, but ${got}`;
}
