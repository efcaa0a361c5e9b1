import type { AccessRequest } from '@leastwise/evaluate';
import type { PolicyDocument, RoleDefinition } from '@leastwise/policy';
import type { Side } from './proof.ts';

/** The account that examples are in, and one that is not theirs. */
export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
/** Where examples are. */
export const AT = { region: 'eu-west-1', account: ACCOUNT } as const;

/** A session of a role. */
export function sessionOf(name: string, account: string = ACCOUNT, path = '/'): AccessRequest['principal'] {
  return {
    arn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
    roleArn: `arn:aws:iam::${account}:role${path}${name}`,
  };
}

/** Who has a policy that is attached to no particular role. */
export const SOMEONE: AccessRequest['principal'] = sessionOf('someone');

/** Everything, for those whose own permissions are not what is proven. */
export const EVERYTHING: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** A policy that is attached as a managed policy. */
export function identitySide(document: PolicyDocument, name = 'policy'): Side {
  return { name, as: 'identity', holder: 'managed', document };
}

/** The policy of a bucket, by the bucket's ARN. */
export function bucketSide(on: string, document: PolicyDocument): Side {
  return { name: 'bucket policy', as: 'resource', holder: 's3-bucket', on, document };
}

/** The policy of a key, by the key's ARN. */
export function keySide(on: string, document: PolicyDocument): Side {
  return { name: 'key policy', as: 'resource', holder: 'kms-key', on, document };
}

/** The trust of a role. */
export function trustSide(role: RoleDefinition, account: string = ACCOUNT): Side {
  return { name: 'trust', as: 'resource', holder: 'trust', on: arnOf(role, account), document: role.trust };
}

/** All documents of a role that are spelled out: its trust, its permissions, what is attached and what is inline. */
export function roleSides(role: RoleDefinition, account: string = ACCOUNT): readonly Side[] {
  const attached = (role.policies ?? []).flatMap((each) =>
    typeof each === 'string' ? [] : [identitySide(each.document, `policy ${each.name}`)],
  );
  const inline = Object.entries(role.inline ?? {}).map(([name, document]): Side => ({
    name: `inline ${name}`,
    as: 'identity',
    holder: 'role-inline',
    document,
  }));
  const boundary =
    typeof role.boundary === 'object'
      ? [{ name: 'boundary', as: 'boundary', holder: 'managed', document: role.boundary.document } as const]
      : [];
  return [
    trustSide(role, account),
    ...(role.permissions === undefined ? [] : [identitySide(role.permissions, 'permissions')]),
    ...attached,
    ...inline,
    ...boundary,
  ];
}

/** The session that has a role's permissions. */
export function callerOf(role: RoleDefinition, account: string = ACCOUNT): AccessRequest['principal'] {
  return sessionOf(role.name, account, role.path);
}

/** The ARN of a role, to be asked for with `sts:AssumeRole`. */
export function arnOf(role: RoleDefinition, account: string = ACCOUNT): string {
  return `arn:aws:iam::${account}:role${role.path ?? '/'}${role.name}`;
}
