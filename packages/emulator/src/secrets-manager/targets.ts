import { type Keys, resourceTags, type Target } from '../authorization/row.ts';
import type { Context } from '../context.ts';
import type { StoredSecret } from '../state.ts';
import { secretWith } from './find.ts';
import { inOwnersAccount } from './owner.ts';

/** A secret that a request names by its name or ARN. */
export function secret(context: Context, id: string): Target {
  const found = secretWith(inOwnersAccount(context, id), id);
  if (!found) return { arn: id.startsWith('arn:') ? id : secretArn(context, id), keys: { [SECRET_ID]: id } };
  return {
    arn: found.arn,
    keys: { ...tagsOf(found), [SECRET_ID]: id, 'secretsmanager:resource/Type': found.type },
    policy: found.policy,
  };
}

const SECRET_ID = 'secretsmanager:SecretId';

function tagsOf({ tags }: StoredSecret): Keys {
  const list = Array.from(tags, ([Key, Value]) => ({ Key, Value }));
  return resourceTags(list, 'secretsmanager:ResourceTag/');
}

/**
 * The ARN of a secret that there is not, as far as a policy can know it: with a suffix, because policies name secrets with
 * `-??????` at the end.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
 */
export function secretArn({ region, account }: Context, name: string): string {
  return `arn:aws:secretsmanager:${region}:${account.id}:secret:${name}-AbCdEf`;
}
