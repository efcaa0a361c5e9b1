import { checkParameter, LeastwiseError, type ParameterShape } from '@leastwise/core';

/* What the types ask for, asked of programs without them, before AWS is asked for anything. */

const TARGETS: Readonly<Record<string, ParameterShape>> = {
  'access-key': { user: 'text', secret: 'text', protectedUsers: 'list', windows: 'object' },
  secret: { secret: 'text', strategy: 'object', every: 'number', grace: 'number' },
};
const MADE_BY = 'make it with `accessKey(...)` or `managedSecret(...)`';

export function checkTarget(target: unknown, path: string = 'target'): void {
  checkParameter(path, target, { kind: 'text' }, MADE_BY);
  const { kind } = target as { readonly kind: string };
  const shape = Object.hasOwn(TARGETS, kind) ? TARGETS[kind] : undefined;
  if (shape) return checkParameter(path, target, shape, MADE_BY);
  throw new LeastwiseError({
    code: 'MALFORMED_PARAMETER',
    what: `there is no kind of target \`${kind}\``,
    path: `${path}.kind`,
    hint: MADE_BY,
  });
}

const CLOCK: ParameterShape = { now: 'function', sleep: 'function' };
const RUN: ParameterShape = {
  'secretsManager?': 'client',
  'iam?': 'client',
  'stsFor?': 'function',
  'onEvent?': 'function',
  'clock?': CLOCK,
  'random?': 'function',
  'holder?': 'text',
  'force?': 'boolean',
  'signal?': 'object',
};

/** The clients that a run lacks are named when it starts: which ones it needs depends on its target. */
export function checkRunOptions(options: unknown): void {
  checkParameter(
    'options',
    options,
    RUN,
    'give { iam, secretsManager, stsFor } for an access key, { secretsManager } for any other secret',
  );
}

/** What a run is made of. */
export function checkRun(target: unknown, options: unknown): void {
  checkTarget(target);
  checkRunOptions(options);
}
