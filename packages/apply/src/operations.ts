import {
  AddClientIDToOpenIDConnectProviderCommand,
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteAccountAliasCommand,
  DeleteAccountPasswordPolicyCommand,
  DeleteGroupCommand,
  DeleteGroupPolicyCommand,
  DeleteInstanceProfileCommand,
  DeleteLoginProfileCommand,
  DeleteOpenIDConnectProviderCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DeleteSAMLProviderCommand,
  DeleteSSHPublicKeyCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteUserCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DeleteVirtualMFADeviceCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  PutGroupPolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  RemoveRoleFromInstanceProfileCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
  TagInstanceProfileCommand,
  TagOpenIDConnectProviderCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagSAMLProviderCommand,
  TagUserCommand,
  UntagInstanceProfileCommand,
  UntagOpenIDConnectProviderCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UntagSAMLProviderCommand,
  UntagUserCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateGroupCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
  UpdateRoleCommand,
  UpdateSAMLProviderCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import type { AwsCommand } from '@leastwise/core';
import type { Inputs, Operation, PlannedCall } from './planned-call.ts';

/**
 * What an operation does when it is carried out again:
 * - `create`: perhaps a second thing, so after a lost reply the account is asked
 * - `set`: the same
 * - `remove`: nothing, because what it takes away is gone already, which is as good as taking it away
 */
export type Effect = 'create' | 'set' | 'remove';

/** What a call sends is all in the plan, except for a password. */
type OpenOperation = Exclude<Operation, 'CreateLoginProfile'>;

type Operations = {
  readonly [O in OpenOperation]: readonly [
    effect: Effect,
    command: (input: Inputs[O]) => AwsCommand<unknown>,
  ];
};

/** Every operation that a plan may make; one that is not here cannot be in a plan. */
const OPERATIONS: Operations = {
  AddClientIDToOpenIDConnectProvider: [
    'set',
    (input) => new AddClientIDToOpenIDConnectProviderCommand(input),
  ],
  AddRoleToInstanceProfile: ['set', (input) => new AddRoleToInstanceProfileCommand(input)],
  AddUserToGroup: ['set', (input) => new AddUserToGroupCommand(input)],
  AttachGroupPolicy: ['set', (input) => new AttachGroupPolicyCommand(input)],
  AttachRolePolicy: ['set', (input) => new AttachRolePolicyCommand(input)],
  AttachUserPolicy: ['set', (input) => new AttachUserPolicyCommand(input)],
  CreateAccountAlias: ['create', (input) => new CreateAccountAliasCommand(input)],
  CreateGroup: ['create', (input) => new CreateGroupCommand(input)],
  CreateInstanceProfile: ['create', (input) => new CreateInstanceProfileCommand(input)],
  CreateOpenIDConnectProvider: ['create', (input) => new CreateOpenIDConnectProviderCommand(input)],
  CreatePolicy: ['create', (input) => new CreatePolicyCommand(input)],
  CreatePolicyVersion: ['create', (input) => new CreatePolicyVersionCommand(input)],
  CreateRole: ['create', (input) => new CreateRoleCommand(input)],
  CreateSAMLProvider: ['create', (input) => new CreateSAMLProviderCommand(input)],
  CreateUser: ['create', (input) => new CreateUserCommand(input)],
  DeactivateMFADevice: ['remove', (input) => new DeactivateMFADeviceCommand(input)],
  DeleteAccessKey: ['remove', (input) => new DeleteAccessKeyCommand(input)],
  DeleteAccountAlias: ['remove', (input) => new DeleteAccountAliasCommand(input)],
  DeleteAccountPasswordPolicy: ['remove', (input) => new DeleteAccountPasswordPolicyCommand(input)],
  DeleteGroup: ['remove', (input) => new DeleteGroupCommand(input)],
  DeleteGroupPolicy: ['remove', (input) => new DeleteGroupPolicyCommand(input)],
  DeleteInstanceProfile: ['remove', (input) => new DeleteInstanceProfileCommand(input)],
  DeleteLoginProfile: ['remove', (input) => new DeleteLoginProfileCommand(input)],
  DeleteOpenIDConnectProvider: ['remove', (input) => new DeleteOpenIDConnectProviderCommand(input)],
  DeletePolicy: ['remove', (input) => new DeletePolicyCommand(input)],
  DeletePolicyVersion: ['remove', (input) => new DeletePolicyVersionCommand(input)],
  DeleteRole: ['remove', (input) => new DeleteRoleCommand(input)],
  DeleteRolePermissionsBoundary: ['remove', (input) => new DeleteRolePermissionsBoundaryCommand(input)],
  DeleteRolePolicy: ['remove', (input) => new DeleteRolePolicyCommand(input)],
  DeleteSAMLProvider: ['remove', (input) => new DeleteSAMLProviderCommand(input)],
  DeleteSSHPublicKey: ['remove', (input) => new DeleteSSHPublicKeyCommand(input)],
  DeleteServiceSpecificCredential: ['remove', (input) => new DeleteServiceSpecificCredentialCommand(input)],
  DeleteSigningCertificate: ['remove', (input) => new DeleteSigningCertificateCommand(input)],
  DeleteUser: ['remove', (input) => new DeleteUserCommand(input)],
  DeleteUserPermissionsBoundary: ['remove', (input) => new DeleteUserPermissionsBoundaryCommand(input)],
  DeleteUserPolicy: ['remove', (input) => new DeleteUserPolicyCommand(input)],
  DeleteVirtualMFADevice: ['remove', (input) => new DeleteVirtualMFADeviceCommand(input)],
  DetachGroupPolicy: ['remove', (input) => new DetachGroupPolicyCommand(input)],
  DetachRolePolicy: ['remove', (input) => new DetachRolePolicyCommand(input)],
  DetachUserPolicy: ['remove', (input) => new DetachUserPolicyCommand(input)],
  PutGroupPolicy: ['set', (input) => new PutGroupPolicyCommand(input)],
  PutRolePermissionsBoundary: ['set', (input) => new PutRolePermissionsBoundaryCommand(input)],
  PutRolePolicy: ['set', (input) => new PutRolePolicyCommand(input)],
  PutUserPermissionsBoundary: ['set', (input) => new PutUserPermissionsBoundaryCommand(input)],
  PutUserPolicy: ['set', (input) => new PutUserPolicyCommand(input)],
  RemoveClientIDFromOpenIDConnectProvider: [
    'remove',
    (input) => new RemoveClientIDFromOpenIDConnectProviderCommand(input),
  ],
  RemoveRoleFromInstanceProfile: ['remove', (input) => new RemoveRoleFromInstanceProfileCommand(input)],
  RemoveUserFromGroup: ['remove', (input) => new RemoveUserFromGroupCommand(input)],
  SetDefaultPolicyVersion: ['set', (input) => new SetDefaultPolicyVersionCommand(input)],
  TagInstanceProfile: ['set', (input) => new TagInstanceProfileCommand(input)],
  TagOpenIDConnectProvider: ['set', (input) => new TagOpenIDConnectProviderCommand(input)],
  TagPolicy: ['set', (input) => new TagPolicyCommand(input)],
  TagRole: ['set', (input) => new TagRoleCommand(input)],
  TagSAMLProvider: ['set', (input) => new TagSAMLProviderCommand(input)],
  TagUser: ['set', (input) => new TagUserCommand(input)],
  UntagInstanceProfile: ['set', (input) => new UntagInstanceProfileCommand(input)],
  UntagOpenIDConnectProvider: ['set', (input) => new UntagOpenIDConnectProviderCommand(input)],
  UntagPolicy: ['set', (input) => new UntagPolicyCommand(input)],
  UntagRole: ['set', (input) => new UntagRoleCommand(input)],
  UntagSAMLProvider: ['set', (input) => new UntagSAMLProviderCommand(input)],
  UntagUser: ['set', (input) => new UntagUserCommand(input)],
  UpdateAccountPasswordPolicy: ['set', (input) => new UpdateAccountPasswordPolicyCommand(input)],
  UpdateAssumeRolePolicy: ['set', (input) => new UpdateAssumeRolePolicyCommand(input)],
  UpdateGroup: ['set', (input) => new UpdateGroupCommand(input)],
  UpdateOpenIDConnectProviderThumbprint: [
    'set',
    (input) => new UpdateOpenIDConnectProviderThumbprintCommand(input),
  ],
  UpdateRole: ['set', (input) => new UpdateRoleCommand(input)],
  UpdateSAMLProvider: ['set', (input) => new UpdateSAMLProviderCommand(input)],
  UpdateUser: ['set', (input) => new UpdateUserCommand(input)],
};

/** Whether a plan may make that operation; a plan from a file may say anything. */
export function isOperation(name: string): name is Operation {
  return name === 'CreateLoginProfile' || Object.hasOwn(OPERATIONS, name);
}

export function effectOf({ operation }: PlannedCall): Effect {
  return operation === 'CreateLoginProfile' ? 'create' : OPERATIONS[operation][0];
}

/** The SDK's command for a planned call. */
export function commandFor<O extends OpenOperation>({
  operation,
  input,
}: PlannedCall<O>): AwsCommand<unknown> {
  return OPERATIONS[operation][1](input);
}
