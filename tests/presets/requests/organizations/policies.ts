import { type IdentityStatement, type PolicyDocument, serviceControlPolicy } from '@leastwise/policy';
import * as organizations from '@leastwise/presets/organizations';
import * as claims from '../../claims/organization.ts';
import { type Requests, together } from '../../claims/requests.ts';
import type { Proof } from '../../proof.ts';
import { SOMEONE } from '../../sides.ts';

const guards = { guards: ['guard'] } as const;
const regions = { ...guards, regions: ['eu-west-1', 'eu-central-1'] } as const;
const perimeter = { organizationId: 'o-a1b2c3d4e5', partners: ['777788889999'] } as const;

const proofOf = (
  name: string,
  purpose: string,
  parameters: object,
  [kind, document]: readonly ['service' | 'resource', PolicyDocument],
  requests: Requests,
): Proof => ({
  preset: `organizations.${name}`,
  purpose,
  parameters,
  sides: [
    kind === 'service'
      ? { name: 'service control policy', as: 'scp', holder: 'service-control', document }
      : { name: 'resource control policy', as: 'rcp', holder: 'resource-control', document },
  ],
  caller: SOMEONE,
  ...requests,
  peer: { none: 'none: it allows nothing' },
});
const scp = (...statements: readonly IdentityStatement[]): readonly ['service', PolicyDocument] => [
  'service',
  serviceControlPolicy(...statements),
];

export const proofs: readonly Proof[] = [
  proofOf(
    'guardRails',
    'what no member account may do',
    regions,
    ['service', organizations.guardRails(regions)],
    together(
      claims.deniesRoot,
      claims.staysInRegions,
      claims.protectsCloudTrail,
      claims.staysInOrganization,
      claims.protectsRoles,
      claims.keepsPoliciesToGroups,
    ),
  ),
  proofOf('denyRootUser', 'no use of root users', {}, scp(organizations.denyRootUser()), claims.deniesRoot),
  proofOf(
    'denyRootKeys',
    'no access keys of root users',
    {},
    scp(organizations.denyRootKeys()),
    claims.deniesRootKeys,
  ),
  proofOf(
    'stayInRegions',
    'some regions only, but for global services',
    regions,
    scp(organizations.stayInRegions(regions)),
    claims.staysInRegions,
  ),
  proofOf(
    'protectCloudTrail',
    'trails stay on and as they are',
    guards,
    scp(organizations.protectCloudTrail(guards)),
    claims.protectsCloudTrail,
  ),
  proofOf(
    'stayInOrganization',
    'no leaving the organisation',
    {},
    scp(organizations.stayInOrganization()),
    claims.staysInOrganization,
  ),
  proofOf(
    'protectGuards',
    'the guards’ roles stay as they are',
    guards,
    scp(organizations.protectGuards(guards)),
    claims.protectsRoles,
  ),
  proofOf(
    'keepPoliciesToGroups',
    'no policies of users themselves',
    guards,
    scp(organizations.keepPoliciesToGroups(guards)),
    claims.keepsPoliciesToGroups,
  ),
  {
    ...proofOf(
      'dataPerimeter',
      'data and roles for the organisation and its partners alone, over TLS',
      perimeter,
      ['resource', organizations.dataPerimeter(perimeter)],
      claims.keepsStrangersOut,
    ),
    spared: {
      'resource control policy Statement[1].Condition.Bool: without aws:PrincipalIsAWSService':
        'only services give `aws:SourceAccount`, as far as AWS says; its own example has both',
    },
  },
];
