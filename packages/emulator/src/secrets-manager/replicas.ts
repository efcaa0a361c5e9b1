import type { Context } from '../context.ts';
import type { StoredSecret } from '../state.ts';
import type { Replica } from './secret-state.ts';

/** The ARN of a secret's copy in another region. */
export function replicaArn({ arn }: StoredSecret, region: string): string {
  const parts = arn.split(':');
  return [...parts.slice(0, 3), region, ...parts.slice(4)].join(':');
}

/** The region of a secret, which its ARN names. */
export function regionOf({ arn }: StoredSecret): string {
  return arn.split(':')[3] ?? '';
}

/** The account of a secret, which its ARN names. */
export function accountOf({ arn }: StoredSecret): string {
  return arn.split(':')[4] ?? '';
}

/** How a copy fares: it is not there before it is in sync. */
export function statusOf(
  { failure, added }: Replica,
  { changed }: StoredSecret,
  { now, replicationDelay }: Context,
): 'InSync' | 'InProgress' | 'Failed' {
  if (failure !== undefined) return 'Failed';
  return now < Math.max(added, changed) + replicationDelay ? 'InProgress' : 'InSync';
}

/** The copies of other regions' secrets in the request's region, of all or of one name, as they would stand there. They are read-only. */
export function replicasHere(context: Context, name?: string): StoredSecret[] {
  const { account, region, now, replicationDelay } = context;
  return Array.from(account.secrets.values(), (secrets) =>
    name === undefined ? [...secrets.values()] : (secrets.get(name) ?? []),
  )
    .flat()
    .flatMap((secret) => {
      const replica = secret.replicas.get(region);
      const isThere = replica?.failure === undefined && replica && now >= replica.added + replicationDelay;
      return isThere ? [copyOf(secret, replica, region)] : [];
    });
}

function copyOf(secret: StoredSecret, { kmsKeyId }: Replica, region: string): StoredSecret {
  return {
    ...secret,
    arn: replicaArn(secret, region),
    kmsKeyId,
    replicas: new Map(),
    primaryRegion: regionOf(secret),
  };
}

/** Where a secret that has copies, or is one, can be changed; absent for any other. */
export function primaryRegion(secret: StoredSecret): string | undefined {
  return secret.primaryRegion ?? (secret.replicas.size === 0 ? undefined : regionOf(secret));
}
