import type { Target } from '../authorization/row.ts';
import type { Context } from '../context.ts';
import type { Tags } from '../state.ts';
import { keyOf, policyWith } from './entities.ts';
import { holdersOf } from './holders.ts';
import { tagged } from './targets.ts';

// What operations on profiles, providers and devices are about, as ./targets.ts says it of users, groups, roles and policies.

export function instanceProfile(context: Context, name: string): Target {
  const found = context.account.instanceProfiles.get(keyOf(name));
  return found ? tagged(found.arn, found.tags) : unborn(context, `instance-profile/${name}`);
}

export function oidcProvider({ account }: Context, arn: string): Target {
  return byArn(account.oidcProviders, arn);
}

export function samlProvider({ account }: Context, arn: string): Target {
  return byArn(account.samlProviders, arn);
}

export function mfaDevice({ account }: Context, serialNumber: string): Target {
  return byArn(account.mfaDevices, serialNumber);
}

/** A user, group, role or policy, whichever has the ARN. */
export function anyEntity(context: Context, arn: string): Target {
  const holder = holdersOf(context.account).find(({ entity }) => entity.arn === arn)?.entity;
  const found = holder ?? policyWith(context, arn);
  return found ? tagged(found.arn, 'tags' in found ? found.tags : undefined) : foreign(arn);
}

/** Something that is not there, or not yet. */
export function unborn({ account }: Context, kindAndName: string): Target {
  return { arn: `arn:aws:iam::${account.id}:${kindAndName}` };
}

function byArn(entities: ReadonlyMap<string, { readonly tags: Tags }>, arn: string): Target {
  const found = entities.get(arn);
  return found ? tagged(arn, found.tags) : foreign(arn);
}

function foreign(arn: string): Target {
  return { arn: arn.startsWith('arn:') ? arn : '*' };
}
