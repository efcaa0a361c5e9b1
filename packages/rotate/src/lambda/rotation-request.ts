import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Caller, LeastwiseError } from '@leastwise/core';
import { CURRENT, PENDING } from '../labels.ts';

/**
 * What Secrets Manager sends to a rotation function.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export interface RotationRequest {
  readonly Step: string;
  /** The secret's ARN. */
  readonly SecretId: string;
  /** The id of the version that is to become current. */
  readonly ClientRequestToken: string;
}

export type RotationStep = 'create' | 'set' | 'test' | 'finish';

/** One version of a secret, and where the rotation to it stands. */
export interface CheckedRequest {
  readonly step: RotationStep;
  readonly arn: string;
  readonly token: string;
  /** It became current by an earlier call of this step. */
  readonly isCurrent: boolean;
}

/** The names as AWS documents them, and as its templates for Python spell them. */
const STEPS: Readonly<Record<string, RotationStep>> = {
  createSecret: 'create',
  setSecret: 'set',
  testSecret: 'test',
  finishSecret: 'finish',
  create_secret: 'create',
  set_secret: 'set',
  test_secret: 'test',
  finish_secret: 'finish',
};

/** @throws LeastwiseError `NOT_A_ROTATION` */
function readRequest(event: unknown): Omit<CheckedRequest, 'isCurrent'> {
  const { Step, SecretId, ClientRequestToken } = (event ?? {}) as Partial<
    Record<keyof RotationRequest, unknown>
  >;
  const step = typeof Step === 'string' && Object.hasOwn(STEPS, Step) ? STEPS[Step] : undefined;
  if (step !== undefined && typeof SecretId === 'string' && typeof ClientRequestToken === 'string') {
    return { step, arn: SecretId, token: ClientRequestToken };
  }
  throw new LeastwiseError({
    code: 'NOT_A_ROTATION',
    what: `the event is not a rotation step of Secrets Manager (its Step is \`${String(Step)}\`)`,
    path: '$.Step',
    hint: 'let RotateSecret call this function; for a schedule of its own there is sweepHandler',
  });
}

/**
 * Holds a request against the secret.
 *
 * @throws LeastwiseError `NOT_A_ROTATION`, `WRONG_SECRET`, `ROTATION_NOT_ENABLED`, `TOKEN_NOT_PENDING`
 */
export async function checkRequest(
  event: unknown,
  secret: string,
  { caller, secretsManager }: { readonly caller: Caller; readonly secretsManager: SecretsManagerClient },
): Promise<CheckedRequest> {
  const request = readRequest(event);
  const { arn, token } = request;
  if (!isArnOf(arn, secret)) throw wrongSecret(arn, secret);
  const { RotationEnabled, VersionIdsToStages = {} } = await caller.read(
    secretsManager,
    new DescribeSecretCommand({ SecretId: arn }),
  );
  if (RotationEnabled !== true) throw notEnabled(arn);
  const labels = VersionIdsToStages[token] ?? [];
  const isCurrent = labels.includes(CURRENT);
  const isPending = labels.includes(PENDING) || (request.step === 'test' && isTrial(VersionIdsToStages));
  if (!isCurrent && !isPending) throw notPending(arn, token);
  return { ...request, isCurrent };
}

/**
 * Whether nothing is pending, as where the last rotation left AWSPENDING on the current version: a test is then a trial of the function, which
 * changes nothing.
 */
function isTrial(labels: Readonly<Record<string, readonly string[]>>): boolean {
  const pending = Object.values(labels).find((each) => each.includes(PENDING));
  return pending === undefined || pending.includes(CURRENT);
}

/** `arn:aws:secretsmanager:eu-west-1:111122223333:secret:ml/aml-packt-AbCdEf` for the name `ml/aml-packt`, or the same ARN. */
function isArnOf(arn: string, secret: string): boolean {
  return (
    arn === secret ||
    arn
      .split(':')
      .slice(6)
      .join(':')
      .replace(/-[^-]{6}$/, '') === secret
  );
}

function wrongSecret(arn: string, secret: string): LeastwiseError {
  return new LeastwiseError({
    code: 'WRONG_SECRET',
    what: `\`${arn}\` is not the secret \`${secret}\` that this function rotates`,
    path: '$.SecretId',
    hint: 'name this function for that secret alone, or make a handler for this one',
  });
}

function notEnabled(arn: string): LeastwiseError {
  return new LeastwiseError({
    code: 'ROTATION_NOT_ENABLED',
    what: `rotation of \`${arn}\` is not enabled`,
    path: arn,
    hint: 'RotateSecret enables it; without it `rotate` is the way',
  });
}

function notPending(arn: string, token: string): LeastwiseError {
  return new LeastwiseError({
    code: 'TOKEN_NOT_PENDING',
    what: `the version \`${token}\` is not labelled AWSPENDING`,
    path: arn,
    hint: 'that rotation is over or was given up; start another one with RotateSecret',
  });
}
