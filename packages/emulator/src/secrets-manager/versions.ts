import { Refusal } from '../protocol/refusal.ts';
import type { SecretVersion, StoredSecret } from '../state.ts';

export const CURRENT = 'AWSCURRENT';
export const PENDING = 'AWSPENDING';
const PREVIOUS = 'AWSPREVIOUS';

// https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
const LABELS_PER_VERSION = 20;
const VERSIONS_PER_SECRET = 100;
const DAY = 24 * 60 * 60 * 1000;

/** What a request says of a value that it brings. */
export interface NewValue {
  readonly ClientRequestToken?: string | undefined;
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
}

export function holdsValue({ SecretString, SecretBinary }: NewValue): boolean {
  return SecretString !== undefined || SecretBinary !== undefined;
}

/** The version that carries a label. */
export function versionAt({ versions }: StoredSecret, stage: string): SecretVersion | undefined {
  for (const version of versions.values()) if (version.stages.includes(stage)) return version;
  return undefined;
}

/**
 * Makes a version, its id the request's token, and puts the labels on it. A token that was used before is ignored if it came
 * with the same value and refused otherwise, so that a request can be repeated.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 */
export function putVersion(
  secret: StoredSecret,
  value: NewValue,
  stages: readonly string[],
  now: number,
): SecretVersion {
  const id = checkedToken(value);
  const known = secret.versions.get(id);
  const isEmpty = known && known.text === undefined && known.binary === undefined;
  if (known && !isEmpty) return sameOrRefuse(known, value, secret.arn);
  refuseTooManyLabels(stages.length);
  // A rotation made the version and left it to the rotation function to fill it.
  const version = known ?? addEmptyVersion(secret, id, now);
  version.text = value.SecretString;
  version.binary = value.SecretBinary;
  secret.changed = now;
  for (const stage of stages) moveStage(secret, stage, version);
  return version;
}

/** Makes a version without value and labels, in place of old ones where there are too many. */
export function addEmptyVersion(secret: StoredSecret, id: string, now: number): SecretVersion {
  dropDeprecated(secret, now);
  const version: SecretVersion = {
    id,
    created: now,
    accessed: undefined,
    text: undefined,
    binary: undefined,
    stages: [],
  };
  secret.versions.set(id, version);
  return version;
}

/**
 * The token of a request that brings a value. SDKs fill it in; a client that does not is told so.
 *
 * @throws Refusal also for two values at once.
 */
export function checkedToken({ ClientRequestToken: token, SecretString, SecretBinary }: NewValue): string {
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw new Refusal(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (token !== undefined) return token;
  throw new Refusal(
    'InvalidRequestException',
    'You must provide a ClientRequestToken value. We recommend a UUID-type value.',
  );
}

function sameOrRefuse(known: SecretVersion, value: NewValue, arn: string): SecretVersion {
  if (holdsSame(known, value)) return known;
  throw new Refusal(
    'ResourceExistsException',
    `You can't use ClientRequestToken ${known.id} because that value is already in use for a version of secret ${arn}.`,
  );
}

export function holdsSame({ text, binary }: SecretVersion, value: NewValue): boolean {
  return text === value.SecretString && sameBytes(binary, value.SecretBinary);
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Versions without labels go when there are more than a hundred, the oldest first, but none younger than a day. */
function dropDeprecated({ versions }: StoredSecret, now: number): void {
  for (const { id, stages, created } of versions.values()) {
    if (versions.size < VERSIONS_PER_SECRET) return;
    if (stages.length === 0 && now - created >= DAY) versions.delete(id);
  }
  if (versions.size < VERSIONS_PER_SECRET) return;
  throw new Refusal('LimitExceededException', `A secret has at most ${VERSIONS_PER_SECRET} versions.`);
}

/**
 * Puts a label on a version, or on none, taking it from the one that had it. When AWSCURRENT moves, the version that loses
 * it becomes AWSPREVIOUS.
 */
export function moveStage(secret: StoredSecret, stage: string, to: SecretVersion | undefined): void {
  const from = versionAt(secret, stage);
  if (from === to) return;
  if (to) refuseTooManyLabels(to.stages.length + 1);
  from?.stages.splice(from.stages.indexOf(stage), 1);
  to?.stages.push(stage);
  if (stage === CURRENT && from) moveStage(secret, PREVIOUS, from);
}

function refuseTooManyLabels(count: number): void {
  if (count <= LABELS_PER_VERSION) return;
  throw new Refusal('LimitExceededException', `A version has at most ${LABELS_PER_VERSION} staging labels.`);
}
