import { sagemaker } from '@leastwise/aws/sagemaker';
import {
  allow,
  type IdentityStatement,
  policy,
  principal,
  type Resource,
  type RoleDefinition,
} from '@leastwise/policy';
import { grantKeyToSagemaker } from '../kms/grant-key-to-sagemaker.ts';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { checkName } from '../parameters/name-prefix.ts';
import { type Place, placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { anythingOfSagemaker } from './anything-of-sagemaker.ts';
import { type Work, workStatements } from './work-statements.ts';

/** What the users of a Studio domain are told; see {@link studioDomainRole}. */
export interface StudioDomainRoleParameters<Region extends string = string, Account extends string = string>
  extends RoleParameters<Region, Account>, Work {
  /** The key that encrypts the domain's file system and the volumes of its apps, the domain's `KmsKeyId`. */
  readonly volumeKmsKey?: Resource<'kms:key'>;
}

/** What one user of a Studio domain is told; see {@link studioUserRole}. */
export interface StudioUserRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends StudioDomainRoleParameters<Region, Account> {
  /** The domain's id, such as `d-0a1b2c3d4e5f`. */
  readonly domainId: string;
  readonly userProfileName: string;
}

/**
 * The execution role of a domain of Studio in Amazon SageMaker AI, for all of its users: each makes and uses private spaces of
 * their own, reads and writes data, and starts jobs where asked for, with roles of their own. Who a request is from is
 * told by SageMaker in `sagemaker:DomainId` and `sagemaker:UserProfileName`. Shared spaces are left out.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createdomain-perms and
 * https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `starts.roles[0]`
 */
export function studioDomainRole<const Region extends string, const Account extends string>(
  parameters: StudioDomainRoleParameters<Region, Account>,
): RoleDefinition {
  const { domainId, userProfileName } = sagemaker.keys;
  return roleOfStudio(
    parameters,
    'Execution role of a SageMaker Studio domain',
    domainId.variable,
    userProfileName.variable,
  );
}

/**
 * The execution role of one user profile of Studio in Amazon SageMaker AI; as {@link studioDomainRole}, for one user alone.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `domainId`
 */
export function studioUserRole<const Region extends string, const Account extends string>(
  parameters: StudioUserRoleParameters<Region, Account>,
): RoleDefinition {
  const { domainId, userProfileName } = checked(parameters);
  if (!/^d-[a-z0-9-]{1,61}$/.test(domainId))
    throw malformed(`\`${domainId}\` is no id like \`d-0a1b2c3d4e5f\``, 'domainId');
  checkName(userProfileName, 'userProfileName');
  return roleOfStudio(
    parameters,
    'Execution role of a SageMaker Studio user profile',
    domainId,
    userProfileName,
  );
}

function roleOfStudio<Region extends string, Account extends string>(
  parameters: StudioDomainRoleParameters<Region, Account>,
  description: string,
  domain: string,
  profile: string,
): RoleDefinition {
  const place = placeOf(parameters);
  return roleOf(
    parameters,
    description,
    trustService(principal.services.sagemaker, place, anythingOfSagemaker(place)),
    policy(
      ...workStatements(parameters, '/aws/sagemaker/studio', place),
      ...grantKeyToSagemaker(parameters.volumeKmsKey, place, { describes: true }),
      ...useSpaces(domain, profile, place),
    ),
  );
}

function useSpaces(domain: string, profile: string, place: Place): readonly IdentityStatement[] {
  const here = sagemaker.at(place);
  const user = here.userProfile(domain, profile);
  const spaces = here.space(domain, '*');
  const apps = here.app({ domainId: domain, userProfileName: '*', appType: '*', appName: '*' });
  const own = [
    sagemaker.keys.ownerUserProfileArn.like(user),
    sagemaker.keys.spaceSharingType.equals('Private'),
  ] as const;
  return [
    allow(sagemaker.DescribeDomain).on(here.domain(domain)),
    allow(sagemaker.DescribeUserProfile).on(user),
    allow(sagemaker.DescribeSpace, sagemaker.DescribeApp).on(spaces, apps),
    allow(sagemaker.CreateSpace, sagemaker.UpdateSpace, sagemaker.DeleteSpace)
      .on(spaces)
      .when(...own),
    allow(sagemaker.CreateApp, sagemaker.DeleteApp)
      .on(apps)
      .when(...own),
    allow(sagemaker.AddTags).on(spaces).when(sagemaker.keys.taggingAction.equals('CreateSpace')),
    allow(
      sagemaker.ListDomains,
      sagemaker.ListUserProfiles,
      sagemaker.ListSpaces,
      sagemaker.ListApps,
    ).onAnyResource(),
  ];
}
