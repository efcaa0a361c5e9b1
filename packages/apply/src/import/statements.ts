import {
  allow,
  allowAllExcept,
  type Condition,
  deny,
  denyAllExcept,
  type OneOrMany,
  type Principal,
  type StatementJson,
} from '@leastwise/policy';
import { call, chain, quote } from '../source/code.ts';
import { listOf } from '../statement-elements.ts';
import { type FoundAction, writeAction } from './actions.ts';
import { writeConditions } from './conditions.ts';
import { every, type Expression, using, type Writing } from './expression.ts';
import { writePrincipals } from './principals.ts';
import { writeResources } from './resources.ts';

/** A statement under construction as it is at run time, where no type says which call may follow. */
export interface LooseStatement {
  on(...resources: readonly string[]): LooseStatement;
  onAllExcept(...resources: readonly string[]): LooseStatement;
  onAnyResource(): LooseStatement;
  when(...conditions: readonly Condition[]): LooseStatement;
  to(...principals: readonly Principal[]): LooseStatement;
  toAllExcept(...principals: readonly Principal[]): LooseStatement;
  sid(sid: string): LooseStatement;
  toJSON(): StatementJson;
}

type Written = Expression<LooseStatement>;
type Call = ReturnType<typeof call>;

/** A statement as the builders write it, `undefined` where they do not. */
export function writeStatement(json: StatementJson, writing: Writing): Written | undefined {
  const begun = begin(json, writing);
  if (begun === undefined) return undefined;
  const parts = [
    sidOf(json),
    principalsOf(json, writing),
    resourcesOf(json, begun.actions, writing),
    conditionsOf(json, writing),
  ];
  const steps = every(parts)?.flat();
  if (steps === undefined) return undefined;
  return {
    code: chain(begun.code, ...steps.map(({ code }) => code)),
    value: steps.reduce((statement, { take }) => take(statement), begun.value),
  };
}

/** A call on a statement, as source and as what it does. */
interface StepOf {
  readonly code: Call;
  readonly take: (statement: LooseStatement) => LooseStatement;
}
/** No step where the statement has no such part; `undefined` where the builders do not take the part. */
type Steps = readonly StepOf[] | undefined;

const BEGIN = {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what exists is written down, wise or not
  Allow: { Action: allow, NotAction: allowAllExcept },
  Deny: { Action: deny, NotAction: denyAllExcept },
};

function begin(
  { Effect, Action, NotAction }: StatementJson,
  writing: Writing,
): (Written & { readonly actions: readonly FoundAction[] | undefined }) | undefined {
  const element = Action === undefined ? 'NotAction' : 'Action';
  const texts = listOf(Action ?? NotAction);
  const actions = every(texts.map((text) => writeAction(text, writing)));
  if (actions === undefined || texts.length === 0) return undefined;
  const word = `${Effect === 'Allow' ? 'allow' : 'deny'}${element === 'Action' ? '' : 'AllExcept'}`;
  // The boundary to the builders' run time: what their types would say of these arguments is asked of the catalog here.
  const start = BEGIN[Effect][element] as object as (...actions: readonly string[]) => LooseStatement;
  return {
    code: call(using(writing, word), ...actions.map(({ code }) => code)),
    value: start(...actions.map(({ value }) => value)),
    actions: element === 'Action' ? actions : undefined,
  };
}

function sidOf({ Sid }: StatementJson): Steps {
  if (Sid === undefined) return [];
  if (!/^[A-Za-z0-9]+$/.test(Sid)) return undefined;
  return [{ code: call('.sid', quote(Sid)), take: (statement) => statement.sid(Sid) }];
}

function principalsOf({ Principal, NotPrincipal }: StatementJson, writing: Writing): Steps {
  const block = Principal ?? NotPrincipal;
  if (block === undefined) return [];
  const found = writePrincipals(block, writing);
  if (found === undefined || found.length === 0) return undefined;
  const method = Principal === undefined ? 'toAllExcept' : 'to';
  const values = found.map(({ value }) => value);
  return [
    {
      code: call(`.${method}`, ...found.map(({ code }) => code)),
      take: (statement) => statement[method](...values),
    },
  ];
}

function resourcesOf(
  { Resource, NotResource }: StatementJson,
  actions: readonly FoundAction[] | undefined,
  writing: Writing,
): Steps {
  const given: OneOrMany<string> | undefined = Resource ?? NotResource;
  if (given === undefined) return [];
  const texts = listOf(given);
  const isAny = Resource !== undefined && texts.every((text) => text === '*');
  if (isAny) return [{ code: call('.onAnyResource'), take: (statement) => statement.onAnyResource() }];
  const found = writeResources(texts, actions, writing);
  if (found === undefined || found.length === 0) return undefined;
  const method = Resource === undefined ? 'onAllExcept' : 'on';
  const values = found.map(({ value }) => value);
  return [
    {
      code: call(`.${method}`, ...found.map(({ code }) => code)),
      take: (statement) => statement[method](...values),
    },
  ];
}

function conditionsOf({ Condition = {} }: StatementJson, writing: Writing): Steps {
  const found = writeConditions(Condition, writing);
  if (found === undefined) return undefined;
  if (found.length === 0) return [];
  const values = found.map(({ value }) => value);
  return [
    {
      code: call('.when', ...found.map(({ code }) => code)),
      take: (statement) => statement.when(...values),
    },
  ];
}
