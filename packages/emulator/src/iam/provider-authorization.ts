import type { Operations } from '../../generated/iam.js';
import { requestTags, type Row, type Rows, tagKeys } from '../authorization/row.ts';
import { instanceProfile, oidcProvider, samlProvider, unborn } from './entity-targets.ts';
import { creation, passRole, role } from './targets.ts';

const onProfile: Row<{ readonly InstanceProfileName: string }> = ({ InstanceProfileName }, context) => ({
  on: instanceProfile(context, InstanceProfileName),
});
const onOidc: Row<{ readonly OpenIDConnectProviderArn: string }> = (
  { OpenIDConnectProviderArn },
  context,
) => ({
  on: oidcProvider(context, OpenIDConnectProviderArn),
});
const onSaml: Row<{ readonly SAMLProviderArn: string }> = ({ SAMLProviderArn }, context) => ({
  on: samlProvider(context, SAMLProviderArn),
});
const onEverything: Row<unknown> = () => ({});

/**
 * Rows of instance profiles and identity providers.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const providerRows: Rows<Operations> = {
  AddClientIDToOpenIDConnectProvider: onOidc,
  AddRoleToInstanceProfile: ({ InstanceProfileName, RoleName }, context) => [
    { on: instanceProfile(context, InstanceProfileName) },
    passRole(context, RoleName, 'ec2.amazonaws.com'),
  ],
  CreateInstanceProfile: ({ Path, InstanceProfileName, Tags }, context) =>
    creation(
      unborn(context, `instance-profile${Path ?? '/'}${InstanceProfileName}`),
      'iam:TagInstanceProfile',
      Tags,
    ),
  CreateOpenIDConnectProvider: ({ Url, Tags }, context) =>
    creation(
      unborn(context, `oidc-provider/${Url.replace(/^https:\/\/|\/$/g, '')}`),
      'iam:TagOpenIDConnectProvider',
      Tags,
    ),
  CreateSAMLProvider: ({ Name, Tags }, context) =>
    creation(unborn(context, `saml-provider/${Name}`), 'iam:TagSAMLProvider', Tags),
  DeleteInstanceProfile: onProfile,
  DeleteOpenIDConnectProvider: onOidc,
  DeleteSAMLProvider: onSaml,
  GetInstanceProfile: onProfile,
  GetOpenIDConnectProvider: onOidc,
  GetSAMLProvider: onSaml,
  ListInstanceProfileTags: onProfile,
  ListInstanceProfiles: onEverything,
  ListInstanceProfilesForRole: ({ RoleName }, context) => ({ on: role(context, RoleName) }),
  ListOpenIDConnectProviderTags: onOidc,
  ListOpenIDConnectProviders: onEverything,
  ListSAMLProviderTags: onSaml,
  ListSAMLProviders: onEverything,
  RemoveClientIDFromOpenIDConnectProvider: onOidc,
  RemoveRoleFromInstanceProfile: onProfile,
  TagInstanceProfile: ({ InstanceProfileName, Tags }, context) => ({
    on: instanceProfile(context, InstanceProfileName),
    keys: requestTags(Tags),
  }),
  TagOpenIDConnectProvider: ({ OpenIDConnectProviderArn, Tags }, context) => ({
    on: oidcProvider(context, OpenIDConnectProviderArn),
    keys: requestTags(Tags),
  }),
  TagSAMLProvider: ({ SAMLProviderArn, Tags }, context) => ({
    on: samlProvider(context, SAMLProviderArn),
    keys: requestTags(Tags),
  }),
  UntagInstanceProfile: ({ InstanceProfileName, TagKeys }, context) => ({
    on: instanceProfile(context, InstanceProfileName),
    keys: tagKeys(TagKeys),
  }),
  UntagOpenIDConnectProvider: ({ OpenIDConnectProviderArn, TagKeys }, context) => ({
    on: oidcProvider(context, OpenIDConnectProviderArn),
    keys: tagKeys(TagKeys),
  }),
  UntagSAMLProvider: ({ SAMLProviderArn, TagKeys }, context) => ({
    on: samlProvider(context, SAMLProviderArn),
    keys: tagKeys(TagKeys),
  }),
  UpdateOpenIDConnectProviderThumbprint: onOidc,
  UpdateSAMLProvider: onSaml,
};
