import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { onTheWire, Refusal } from '../protocol/refusal.ts';
import { listedSecrets } from './list-secrets.ts';
import { inOwnersAccount } from './owner.ts';
import { page } from './page.ts';
import { secret } from './targets.ts';
import { getSecretValue } from './values.ts';

const MOST_AT_ONCE = 20;

/**
 * Values of several secrets; of those that cannot be read it says why, one by one.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html
 */
export function batchGetSecretValue(
  input: sm.BatchGetSecretValueRequest,
  context: Context,
): sm.BatchGetSecretValueResponse {
  const { SecretIdList: named, Filters: filters } = input;
  if ((named === undefined) === (filters === undefined)) {
    throw new Refusal('InvalidParameterException', 'You must include Filters or SecretIdList, but not both.');
  }
  if (named !== undefined && (input.MaxResults !== undefined || named.length > MOST_AT_ONCE)) {
    throw new Refusal(
      'InvalidParameterException',
      `A SecretIdList has at most ${MOST_AT_ONCE} secrets and goes without MaxResults.`,
    );
  }
  const wanted = named ?? listedSecrets({ Filters: filters }, context).map(({ arn }) => arn);
  const { items, rest } = page(wanted, { ...input, MaxResults: input.MaxResults ?? MOST_AT_ONCE });
  const answers = items.map((id) => readOne(id, context));
  return {
    SecretValues: answers.flatMap(({ value }) => value ?? []),
    Errors: answers.flatMap(({ error }) => error ?? []),
    ...rest,
  };
}

function readOne(
  id: string,
  context: Context,
): { readonly value?: sm.SecretValueEntry; readonly error?: sm.APIErrorType } {
  try {
    context.demand({
      action: 'secretsmanager:GetSecretValue',
      on: secret(context, id),
      keys: { 'secretsmanager:VersionStage': 'AWSCURRENT' },
    });
    return { value: getSecretValue({ SecretId: id }, inOwnersAccount(context, id)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code } = onTheWire(error, 'json', {});
    return { error: { SecretId: id, ErrorCode: code, Message: error.message } };
  }
}
