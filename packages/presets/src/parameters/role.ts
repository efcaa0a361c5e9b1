import { checkParameter } from '@leastwise/core';
import {
  checkPolicy,
  type IdentityPolicy,
  type Partition,
  type RoleDefinition,
  type Tags,
  type TrustPolicy,
} from '@leastwise/policy';
import type { CheckAccount, CheckRegion } from '@leastwise/policy/catalog';
import { checked } from './checked.ts';
import { malformed } from './malformed.ts';

/** What every role is told, whatever it is for. A preset takes only places that are known. */
export interface RoleParameters<R extends string = string, A extends string = string> {
  readonly region: CheckRegion<R>;
  readonly account: CheckAccount<A>;
  /** `aws` unless said otherwise. */
  readonly partition?: Partition;
  readonly name: string;
  /** Begins and ends with a slash; `/` unless said otherwise. */
  readonly path?: string;
  readonly tags?: Tags;
}

/** Puts a role together, as frozen plain data. */
export function roleOf(
  { name, path, tags }: Pick<RoleParameters, 'name' | 'path' | 'tags'>,
  description: string,
  trust: TrustPolicy,
  permissions: IdentityPolicy,
): RoleDefinition {
  checkName(name);
  checkPolicy(permissions, 'identity', 'permissions');
  if (tags !== undefined) checkTags(tags);
  if (path !== undefined) checkPath(path);
  return Object.freeze({
    kind: 'role',
    name,
    ...(path !== undefined && { path }),
    description,
    trust,
    permissions,
    ...(tags !== undefined && { tags: Object.freeze({ ...tags }) }),
  });
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function checkName(name: unknown): void {
  if (typeof name !== 'string' || !/^[\w+=,.@-]{1,64}$/.test(name))
    throw malformed(
      `a role name has 1 to 64 letters, digits or characters of +=,.@_-, unlike \`${String(name)}\``,
      'name',
      String(name).includes('/')
        ? 'give the name alone: what is before it goes into `path`, as `/team/`'
        : undefined,
    );
}

function checkTags(tags: unknown): void {
  for (const [key, value] of Object.entries(checked(tags, 'tags') as object))
    checkParameter(`tags.${key}`, value, 'text');
}

/** Refuses what is no path of IAM. */
export function checkPath(path: unknown): void {
  if (typeof path !== 'string' || !/^\/([\u0021-\u007E]+\/)?$/.test(path) || path.length > 512)
    throw malformed(
      `a path begins and ends with a slash, unlike \`${String(path)}\``,
      'path',
      'write it as `/team/`',
    );
}
