import { iam } from '@leastwise/aws/iam';
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';
import { chainedRole, crossAccountRole, delegatedAdmin } from '@leastwise/presets/iam';
import { administersBounded, worksInBoundary } from '../../claims/delegation.ts';
import { assumedInChain, assumedWithExternalId, FIRST, PARTNER } from '../../claims/trust.ts';
import type { Proof } from '../../proof.ts';
import { ACCOUNT, AT, identitySide, OTHER_ACCOUNT, sessionOf, SOMEONE, trustSide } from '../../sides.ts';

/** What the roles may do is given to the presets as it is: it is not theirs to prove. */
const permissions = policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', 'train/*')));
const NONE = 'none: what a role may do is up to who makes it';

const partner = {
  name: 'partner',
  ...AT,
  trustedAccount: OTHER_ACCOUNT,
  externalId: 'acme-42',
  permissions,
} as const;
const visited = crossAccountRole(partner);

const next = {
  name: 'next',
  ...AT,
  from: iam.role('entry', { account: OTHER_ACCOUNT }),
  tagKeys: ['team'],
  permissions,
} as const;
const chained = chainedRole(next);

const delegated = {
  account: ACCOUNT,
  path: '/ml/',
  boundaryName: 'ml-boundary',
  allows: [allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')), allow(iam.all).onAnyResource()],
} as const;
const { adminPolicy, boundary } = delegatedAdmin(delegated);

export const proofs: readonly Proof[] = [
  {
    preset: 'iam.crossAccountRole',
    purpose: 'a role that another company assumes with an external id',
    parameters: partner,
    sides: [trustSide(visited.role), identitySide(visited.callerPolicy, 'caller policy')],
    caller: PARTNER,
    ...assumedWithExternalId,
    peer: { none: NONE },
  },
  {
    preset: 'iam.chainedRole',
    purpose: 'the next role of a chain, which keeps source identity and tags',
    parameters: next,
    sides: [trustSide(chained.role), identitySide(chained.callerPolicy, 'caller policy')],
    caller: FIRST,
    ...assumedInChain,
    peer: { none: NONE },
  },
  {
    preset: 'iam.delegatedAdmin',
    purpose: 'make roles and users, each with the boundary',
    parameters: delegated,
    sides: [identitySide(adminPolicy, 'admin policy')],
    caller: sessionOf('ml-admin'),
    ...administersBounded,
    peer: { managedPolicies: ['IAMFullAccess'], extras: [] },
  },
  {
    preset: 'iam.delegatedAdmin',
    variant: 'whom its boundary holds',
    purpose: 'what a role that was made so can do with every permission',
    parameters: delegated,
    sides: [{ name: 'boundary', as: 'boundary', holder: 'managed', document: boundary.document }],
    caller: SOMEONE,
    ...worksInBoundary,
    peer: { none: 'none: it allows nothing by itself' },
  },
];
