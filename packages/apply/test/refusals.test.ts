import { describe, expect, test } from 'vitest';
import { apply, diff, managedPolicy, role, stack, user } from '../src/index.ts';
import { openCloud, refusal, swiftClock } from './cloud.ts';
import { reading, SAGEMAKER } from './documents.ts';

/*
 * Whatever error IAM documents, for its calls or for all of AWS: what passes is waited out, everything else ends the run with a
 * code, the step and what is done, and the next plan has what is left and arrives.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and the errors of each operation, such as
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */

interface Case {
  readonly name: string;
  readonly status: number;
  /** What a run says when the error does not pass. */
  readonly code: string;
  /** Whether one such answer is waited out. */
  readonly passes?: boolean;
}

const CASES: readonly Case[] = [
  { name: 'AccessDenied', status: 403, code: 'ACCESS_DENIED' },
  { name: 'AccessDeniedException', status: 403, code: 'ACCESS_DENIED' },
  { name: 'ConcurrentModification', status: 409, code: 'AWS_REFUSED', passes: true },
  { name: 'DeleteConflict', status: 409, code: 'AWS_REFUSED' },
  { name: 'EntityAlreadyExists', status: 409, code: 'PLAN_STALE' },
  { name: 'EntityTemporarilyUnmodifiable', status: 409, code: 'AWS_REFUSED', passes: true },
  { name: 'ExpiredToken', status: 403, code: 'CREDENTIALS_EXPIRED' },
  { name: 'ExpiredTokenException', status: 403, code: 'CREDENTIALS_EXPIRED' },
  { name: 'IncompleteSignature', status: 403, code: 'CREDENTIALS_NOT_ACCEPTED' },
  { name: 'InternalFailure', status: 500, code: 'OUTCOME_UNKNOWN', passes: true },
  { name: 'InvalidClientTokenId', status: 403, code: 'CREDENTIALS_NOT_ACCEPTED' },
  { name: 'InvalidInput', status: 400, code: 'AWS_REFUSED' },
  { name: 'LimitExceeded', status: 409, code: 'AWS_REFUSED' },
  { name: 'MalformedPolicyDocument', status: 400, code: 'AWS_REFUSED' },
  { name: 'NoSuchEntity', status: 404, code: 'AWS_REFUSED' },
  { name: 'OptInRequired', status: 403, code: 'AWS_REFUSED' },
  { name: 'PolicyNotAttachable', status: 400, code: 'AWS_REFUSED' },
  { name: 'RequestExpired', status: 400, code: 'CREDENTIALS_EXPIRED' },
  { name: 'ServiceFailure', status: 500, code: 'OUTCOME_UNKNOWN', passes: true },
  { name: 'ServiceUnavailable', status: 503, code: 'OUTCOME_UNKNOWN', passes: true },
  { name: 'SignatureDoesNotMatch', status: 403, code: 'CREDENTIALS_NOT_ACCEPTED' },
  { name: 'Throttling', status: 400, code: 'THROTTLED', passes: true },
  { name: 'ThrottlingException', status: 400, code: 'THROTTLED', passes: true },
  { name: 'UnmodifiableEntity', status: 400, code: 'AWS_REFUSED' },
  { name: 'UnrecognizedClientException', status: 403, code: 'CREDENTIALS_NOT_ACCEPTED' },
  { name: 'ValidationError', status: 400, code: 'AWS_REFUSED' },
];

const team = stack('team', {
  users: [user('ada', { inline: { own: reading('a') } })],
  roles: [role('r', { trust: SAGEMAKER, policies: [managedPolicy('read', reading('a'))] })],
});

/** Answers a call so, once or always, from a run that would otherwise arrive. */
async function runWith({ name, status }: Case, operation: string, times: number) {
  const cloud = openCloud();
  const plan = diff(team, await cloud.read(team));
  let left = times;
  cloud.interfere = (each, answer) =>
    each === operation && left-- > 0 ? Promise.resolve(refusal(status, name, 'no')) : answer();
  const outcome = await apply(plan, { iam: cloud.iam, clock: swiftClock(), random: () => 0 }).catch(
    (error: unknown) => error as { readonly code: string; readonly path: string; readonly message: string },
  );
  cloud.interfere = undefined;
  const rest = diff(team, await cloud.read(team));
  await cloud.bring(team);
  expect(diff(team, await cloud.read(team)).steps).toEqual([]);
  return { plan, outcome, rest };
}

describe.each(CASES)('$name', (each) => {
  const steps = { CreateRole: 'create-role role/r', CreatePolicy: 'create-policy policy/read' };

  test.each(Object.entries(steps))('of %s ends the run where it stays', async (operation, step) => {
    const { plan, outcome, rest } = await runWith(each, operation, Number.POSITIVE_INFINITY);
    expect(outcome).toMatchObject({ code: each.code, path: step });
    if (!('message' in outcome)) return;
    const done = plan.steps.length - rest.steps.length;
    // What is said to be done is what the next plan does not have to do.
    expect(outcome.message).toContain(`(${done} of ${plan.steps.length} steps)`);
  });

  test('of a create that comes once is waited out or ends the run', async () => {
    const { outcome } = await runWith(each, 'CreateRole', 1);
    if (each.passes === true) expect(outcome).toHaveProperty('done');
    else expect(outcome).toMatchObject({ code: each.code });
  });
});
