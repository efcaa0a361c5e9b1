import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { RotationEvent, RotationFunction } from '../rotation-functions.ts';
import type { SecretVersion, StoredSecret } from '../state.ts';
import { findWritableSecret } from './find.ts';
import { checkedRules } from './rotation-rules.ts';
import { addEmptyVersion, CURRENT, moveStage, PENDING, versionAt } from './versions.ts';

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

/**
 * Makes an empty version with the label AWSPENDING, which the rotation function then fills, sets, tests and promotes. The answer
 * does not wait for the function.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
 */
export function rotateSecret(input: sm.RotateSecretRequest, context: Context): sm.RotateSecretResponse {
  const secret = findWritableSecret(context, input.SecretId);
  const token = checkedToken(input);
  const functionArn = functionOf(secret, input);
  const rotate = findFunction(functionArn, context);
  if (!versionAt(secret, CURRENT)) {
    throw new Refusal('InvalidRequestException', "You can't rotate a secret that doesn't have a value.");
  }
  const rules = checkedRules(input.RotationRules, secret.rotation?.rules);
  const pending = unfinished(secret);
  if (pending && pending.id !== token) {
    run(secret, pending.id, rotate, STEPS, context);
    throw new Refusal(
      'InvalidRequestException',
      "A previous rotation isn't complete. That rotation will be reattempted.",
    );
  }
  const lastRotated = secret.rotation?.lastRotated;
  secret.rotation = { functionArn, enabled: true, rules, since: context.now, lastRotated };
  secret.changed = context.now;
  const answer = { ARN: secret.arn, Name: secret.name };
  if (input.RotateImmediately === false) {
    testOnly(secret, token, rotate, context);
    return answer;
  }
  // The same request again: its rotation runs already, or is done.
  if (!secret.versions.has(token)) runRotation(secret, token, rotate, context);
  return { ...answer, VersionId: token };
}

function checkedToken({ ClientRequestToken: token, ...input }: sm.RotateSecretRequest): string {
  if (input.ExternalSecretRotationMetadata || input.ExternalSecretRotationRoleArn !== undefined) {
    throw new Refusal('notImplemented', 'The emulator does not rotate external secrets.');
  }
  if (token !== undefined) return token;
  throw new Refusal(
    'InvalidRequestException',
    'You must provide a ClientRequestToken value. We recommend a UUID-type value.',
  );
}

function functionOf({ rotation }: StoredSecret, { RotationLambdaARN }: sm.RotateSecretRequest): string {
  const arn = RotationLambdaARN ?? rotation?.functionArn;
  if (arn !== undefined) return arn;
  throw new Refusal(
    'InvalidRequestException',
    'No Lambda rotation function ARN is associated with this secret.',
  );
}

function findFunction(arn: string, { functions }: Context): RotationFunction {
  const found = functions.get(arn);
  if (found) return found;
  throw new Refusal(
    'denied',
    `Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com. The emulator knows the functions that it is given: createAws({ rotationFunctions: { '${arn}': async (event) => { ... } } }).`,
  );
}

type Surroundings = Pick<Context, 'now' | 'functions' | 'clock'>;

/** The version that a rotation made and did not promote. */
export function unfinished(secret: StoredSecret): SecretVersion | undefined {
  const pending = versionAt(secret, PENDING);
  return pending?.stages.includes(CURRENT) ? undefined : pending;
}

/** Runs all steps for a version, which is made where there is none. */
export function runRotation(
  secret: StoredSecret,
  versionId: string,
  rotate: RotationFunction,
  surroundings: Surroundings,
): void {
  if (!secret.versions.has(versionId)) {
    moveStage(secret, PENDING, addEmptyVersion(secret, versionId, surroundings.now));
  }
  run(secret, versionId, rotate, STEPS, surroundings);
}

function run(
  secret: StoredSecret,
  id: string,
  rotate: RotationFunction,
  steps: readonly RotationEvent['Step'][],
  { functions, clock }: Surroundings,
): void {
  const events = steps.map((Step) => ({ Step, SecretId: secret.arn, ClientRequestToken: id }));
  functions.run(rotate, events, (failed) => {
    const promoted = versionAt(secret, CURRENT)?.id === id;
    if (!failed && promoted && secret.rotation) secret.rotation.lastRotated = clock.now();
  });
}

/** Tries the configuration: an empty version is there for as long as the function tests it. */
function testOnly(secret: StoredSecret, token: string, rotate: RotationFunction, context: Context): void {
  if (secret.versions.has(token)) return;
  const version = addEmptyVersion(secret, token, context.now);
  if (!versionAt(secret, PENDING)) moveStage(secret, PENDING, version);
  const event = { Step: 'testSecret', SecretId: secret.arn, ClientRequestToken: token } as const;
  context.functions.run(rotate, [event], () => secret.versions.delete(token));
}

/**
 * Turns rotation off. What a rotation left behind stays: a label AWSPENDING has to be taken away by hand.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CancelRotateSecret.html
 */
export function cancelRotateSecret(
  input: sm.CancelRotateSecretRequest,
  context: Context,
): sm.CancelRotateSecretResponse {
  const secret = findWritableSecret(context, input.SecretId);
  if (secret.rotation) secret.rotation.enabled = false;
  return { ARN: secret.arn, Name: secret.name, VersionId: versionAt(secret, PENDING)?.id };
}
