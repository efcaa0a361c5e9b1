import type { Account, AccountGroup, AccountRole, AccountUser } from '../account.ts';
import { entitiesOf } from '../diff/scene.ts';
import { identityOf } from '../entity.ts';

/** The id that the AWS provider imports each thing of an account by, by what a stack would call it. */
export type ImportIds = ReadonlyMap<string, string>;

export function importIdsOf(account: Account | undefined): ImportIds {
  if (account === undefined) return new Map();
  const { roles, users, groups, passwordPolicy, alias } = account;
  const entities = entitiesOf(account).map((entity) => {
    const byArn = /^(policy|oidc-provider|saml-provider)$/.test(entity.type);
    return [identityOf(entity), byArn ? entity.arn : entity.name] as const;
  });
  return new Map([
    ...entities,
    ...[...roles, ...users, ...groups].flatMap((holder) => heldIds(holder, account)),
    ...(passwordPolicy ? [['account/password-policy', 'iam-account-password-policy'] as const] : []),
    ...(typeof alias === 'string' ? [['account/alias', alias] as const] : []),
  ]);
}

/** A local policy is known by its name, as a stack refers to its own, and by its ARN. */
function heldIds(
  holder: AccountRole | AccountUser | AccountGroup,
  { policies }: Account,
): (readonly [string, string])[] {
  const at = identityOf(holder);
  return [
    ...Object.keys(holder.inline).map((name) => [`${at} inline ${name}`, `${holder.name}:${name}`] as const),
    ...holder.policies.flatMap((arn) => {
      const id = `${holder.name}/${arn}`;
      const local = policies.find((policy) => policy.arn === arn);
      const named = local === undefined ? [] : [[`${at} policy ${local.name.toLowerCase()}`, id] as const];
      return [[`${at} policy ${arn.toLowerCase()}`, id] as const, ...named];
    }),
  ];
}
