import { checkOptions, checkParameter, type ParameterShape } from '@leastwise/core';

/*
 * What the types ask for, asked of programs without them: before anything is read, planned or sent, so that a mistake is named by
 * the parameter and not by whatever it breaks later.
 */

const ENTITIES: ParameterShape = {
  policies: 'list',
  roles: 'list',
  users: 'list',
  groups: 'list',
  instanceProfiles: 'list',
  oidcProviders: 'list',
  samlProviders: 'list',
};
const STACK: ParameterShape = {
  name: 'text',
  ...ENTITIES,
  removed: 'list',
  ignore: { attachments: 'list', inline: 'list' },
};
const ACCOUNT: ParameterShape = {
  id: 'text',
  partition: 'text',
  ...ENTITIES,
  quotas: 'object',
  notices: 'list',
};
const PLAN: ParameterShape = {
  stack: 'text',
  account: 'text',
  partition: 'text',
  hash: 'text',
  steps: 'list',
  fingerprints: 'object',
  before: 'object',
  notices: 'list',
};

/** A clock, where one is given. */
export const CLOCK: ParameterShape = { now: 'function', sleep: 'function' };

/** A pace, where one is given. */
export const PACE: ParameterShape = { before: 'function', after: 'function' };

export function expectStack(stack: unknown): void {
  checkParameter('stack', stack, STACK, 'make it with `stack(...)`');
}

export function expectAccount(account: unknown, path: string = 'account'): void {
  checkParameter(path, account, ACCOUNT, 'read it with `await readAccount(...)`');
}

export function expectPlan(plan: unknown): void {
  checkParameter(
    'plan',
    plan,
    PLAN,
    'make it with `diff(...)`, or read back what `renderPlan` wrote as JSON',
  );
}

export function expectSteps(steps: readonly unknown[]): void {
  checkParameter('steps', steps, 'list', 'give the `steps` of a plan');
  steps.forEach((step, i) =>
    checkParameter(`steps[${i}]`, step, { entity: 'object', calls: 'list' }, 'give the `steps` of a plan'),
  );
}

/** Every one of a list is text. */
export function expectTexts(path: string, texts: unknown, hint?: string): void {
  checkParameter(path, texts, 'list', hint);
  (texts as readonly unknown[]).forEach((text, i) => checkParameter(`${path}[${i}]`, text, 'text', hint));
}

export function expectGuards(guards: readonly unknown[]): void {
  checkParameter('options.guards', guards, 'list');
  guards.forEach((guard, i) =>
    checkParameter(
      `options.guards[${i}]`,
      guard,
      { name: 'text', check: 'function' },
      'call what makes the guard: `noNewOutsiders()`',
    ),
  );
}

/** What is asked of whoever emits a stack; the options beyond those that every target takes are named. */
export function expectEmitting(stack: unknown, options: unknown, ...more: readonly string[]): void {
  expectStack(stack);
  checkOptions('options', options, ['account', ...more]);
  checkParameter('options', options, { 'account?': 'text', 'className?': 'text' });
  const { existing } = options as { readonly existing?: unknown };
  if (existing !== undefined) expectAccount(existing, 'options.existing');
}
