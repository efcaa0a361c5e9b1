import * as iam from '@aws-sdk/client-iam';
import { PERMISSIONS, type Step, TRUST } from './step.ts';

const UserName = 'AML@Packt';
const InstanceProfileName = 'gpu';
const OpenIDConnectProviderArn =
  'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
const SAMLProviderArn = 'arn:aws:iam::123456789012:saml-provider/corp';
const Tags = [{ Key: 'stack', Value: 'ml' }];
const METADATA = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com"><IDPSSODescriptor><X509Certificate>${'A'.repeat(1000)}</X509Certificate></IDPSSODescriptor></EntityDescriptor>`;

/** Calls that build on each other, by what they do. */
export const IAM_CALLS: Readonly<Record<string, Step>> = {
  'create a user': ({ iam: c }) => c.send(new iam.CreateUserCommand({ UserName })),
  'create a role': ({ iam: c }) =>
    c.send(new iam.CreateRoleCommand({ RoleName: 'train', AssumeRolePolicyDocument: TRUST, Tags })),
  'create a profile': ({ iam: c }) =>
    c.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName, Path: '/ml/', Tags })),
  'create it again': ({ iam: c }) => c.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName })),
  'create it in capitals': ({ iam: c }) =>
    c.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: 'GPU' })),
  'put the role in': ({ iam: c }) =>
    c.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: 'train' })),
  'put a second role in': ({ iam: c }) =>
    c.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: 'train' })),
  'get the profile': ({ iam: c }) => c.send(new iam.GetInstanceProfileCommand({ InstanceProfileName })),
  'get an absent profile': ({ iam: c }) =>
    c.send(new iam.GetInstanceProfileCommand({ InstanceProfileName: 'absent' })),
  'delete the role in it': ({ iam: c }) => c.send(new iam.DeleteRoleCommand({ RoleName: 'train' })),
  'list profiles of the role': ({ iam: c }) =>
    c.send(new iam.ListInstanceProfilesForRoleCommand({ RoleName: 'train' })),
  'delete the profile with its role': ({ iam: c }) =>
    c.send(new iam.DeleteInstanceProfileCommand({ InstanceProfileName })),
  'tags of the profile': ({ iam: c }) =>
    c.send(new iam.ListInstanceProfileTagsCommand({ InstanceProfileName })),
  'get the password policy before there is one': ({ iam: c }) =>
    c.send(new iam.GetAccountPasswordPolicyCommand({})),
  'set a password policy': ({ iam: c }) =>
    c.send(new iam.UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 12, MaxPasswordAge: 90 })),
  'get the password policy': ({ iam: c }) => c.send(new iam.GetAccountPasswordPolicyCommand({})),
  'too short a minimum': ({ iam: c }) =>
    c.send(new iam.UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 5 })),
  'get a login profile before there is one': ({ iam: c }) =>
    c.send(new iam.GetLoginProfileCommand({ UserName })),
  'give a short password': ({ iam: c }) =>
    c.send(new iam.CreateLoginProfileCommand({ UserName, Password: 'Sh0rt!' })),
  'give a password': ({ iam: c }) =>
    c.send(
      new iam.CreateLoginProfileCommand({ UserName, Password: 'Long-enough-1', PasswordResetRequired: true }),
    ),
  'give another': ({ iam: c }) =>
    c.send(new iam.CreateLoginProfileCommand({ UserName, Password: 'Long-enough-2' })),
  'get the login profile': ({ iam: c }) => c.send(new iam.GetLoginProfileCommand({ UserName })),
  'delete the user with a password': ({ iam: c }) => c.send(new iam.DeleteUserCommand({ UserName })),
  'delete the login profile': ({ iam: c }) => c.send(new iam.DeleteLoginProfileCommand({ UserName })),
  'delete it again': ({ iam: c }) => c.send(new iam.DeleteLoginProfileCommand({ UserName })),
  'list MFA devices': ({ iam: c }) => c.send(new iam.ListMFADevicesCommand({ UserName })),
  'deactivate an absent device': ({ iam: c }) =>
    c.send(
      new iam.DeactivateMFADeviceCommand({ UserName, SerialNumber: 'arn:aws:iam::123456789012:mfa/absent' }),
    ),
  'create an OIDC provider': ({ iam: c }) =>
    c.send(
      new iam.CreateOpenIDConnectProviderCommand({
        ...{ Url: 'https://token.actions.githubusercontent.com', ClientIDList: ['sts.amazonaws.com'], Tags },
        ThumbprintList: ['a'.repeat(40)],
      }),
    ),
  'create that again': ({ iam: c }) =>
    c.send(
      new iam.CreateOpenIDConnectProviderCommand({ Url: 'https://token.actions.githubusercontent.com' }),
    ),
  'create one over http': ({ iam: c }) =>
    c.send(
      new iam.CreateOpenIDConnectProviderCommand({
        ...{ Url: 'http://example.com', ThumbprintList: ['a'.repeat(40)] },
      }),
    ),
  'get the OIDC provider': ({ iam: c }) =>
    c.send(new iam.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
  'list OIDC providers': ({ iam: c }) => c.send(new iam.ListOpenIDConnectProvidersCommand({})),
  'delete the OIDC provider': ({ iam: c }) =>
    c.send(new iam.DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
  'get the deleted OIDC provider': ({ iam: c }) =>
    c.send(new iam.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
  'create a SAML provider': ({ iam: c }) =>
    c.send(new iam.CreateSAMLProviderCommand({ Name: 'corp', SAMLMetadataDocument: METADATA })),
  'list SAML providers': ({ iam: c }) => c.send(new iam.ListSAMLProvidersCommand({})),
  'get the SAML provider': ({ iam: c }) => c.send(new iam.GetSAMLProviderCommand({ SAMLProviderArn })),
  'delete the SAML provider': ({ iam: c }) => c.send(new iam.DeleteSAMLProviderCommand({ SAMLProviderArn })),
  'create an alias': ({ iam: c }) => c.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'ml-team' })),
  'list aliases': ({ iam: c }) => c.send(new iam.ListAccountAliasesCommand({})),
  'delete another alias': ({ iam: c }) =>
    c.send(new iam.DeleteAccountAliasCommand({ AccountAlias: 'other' })),
  'create a service-linked role': ({ iam: c }) =>
    c.send(new iam.CreateServiceLinkedRoleCommand({ AWSServiceName: 'ecs.amazonaws.com' })),
  'attach a policy to it': async ({ iam: c }) => {
    await c.send(new iam.CreatePolicyCommand({ PolicyName: 'read', PolicyDocument: PERMISSIONS }));
    const PolicyArn = 'arn:aws:iam::123456789012:policy/read';
    return c.send(new iam.AttachRolePolicyCommand({ RoleName: 'AWSServiceRoleForECS', PolicyArn }));
  },
  'report before there is one': ({ iam: c }) => c.send(new iam.GetCredentialReportCommand({})),
  'order a report': ({ iam: c }) => c.send(new iam.GenerateCredentialReportCommand({})),
  'list SSH keys': ({ iam: c }) => c.send(new iam.ListSSHPublicKeysCommand({ UserName })),
  'list signing certificates': ({ iam: c }) => c.send(new iam.ListSigningCertificatesCommand({ UserName })),
  'list server certificates': ({ iam: c }) => c.send(new iam.ListServerCertificatesCommand({})),
};
