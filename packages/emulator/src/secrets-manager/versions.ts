import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { SecretVersion, StoredSecret } from '../state.ts';

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';

/** What a request says of a version that it wants to make. */
export interface NewVersion {
  readonly ClientRequestToken?: string | undefined;
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
}

/** The version that carries a label. */
export function versionAt({ versions }: StoredSecret, stage: string): SecretVersion | undefined {
  return [...versions.values()].find(({ stages }) => stages.includes(stage));
}

/** Makes a version without labels, its id the request's token. */
export function addVersion(secret: StoredSecret, given: NewVersion, context: Context): SecretVersion {
  const id = tokenOf(given);
  if (given.SecretString !== undefined && given.SecretBinary !== undefined) {
    throw new Refusal(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value.",
    );
  }
  const version: SecretVersion = {
    id,
    created: context.now,
    accessed: undefined,
    text: given.SecretString,
    binary: given.SecretBinary,
    stages: [],
  };
  secret.versions.set(id, version);
  return version;
}

/** SDKs fill the token in; a client that does not must be told. */
function tokenOf({ ClientRequestToken: token }: NewVersion): string {
  if (token !== undefined) return token;
  throw new Refusal(
    'InvalidRequestException',
    'You must provide a ClientRequestToken value. We recommend a UUID-type value.',
  );
}

/**
 * Puts a label on a version, taking it from the one that had it. When AWSCURRENT moves, the version that loses it becomes
 * AWSPREVIOUS. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 */
export function moveStage(secret: StoredSecret, stage: string, to: SecretVersion | undefined): void {
  const from = versionAt(secret, stage);
  if (from === to) return;
  from?.stages.splice(from.stages.indexOf(stage), 1);
  to?.stages.push(stage);
  if (stage === CURRENT && from) moveStage(secret, PREVIOUS, from);
}
