import type {
  AddClientIDToOpenIDConnectProviderCommandInput,
  AddRoleToInstanceProfileCommandInput,
  AddUserToGroupCommandInput,
  AttachGroupPolicyCommandInput,
  AttachRolePolicyCommandInput,
  AttachUserPolicyCommandInput,
  CreateAccountAliasCommandInput,
  CreateGroupCommandInput,
  CreateInstanceProfileCommandInput,
  CreateLoginProfileCommandInput,
  CreateOpenIDConnectProviderCommandInput,
  CreatePolicyCommandInput,
  CreatePolicyVersionCommandInput,
  CreateRoleCommandInput,
  CreateSAMLProviderCommandInput,
  CreateUserCommandInput,
  DeactivateMFADeviceCommandInput,
  DeleteAccessKeyCommandInput,
  DeleteAccountAliasCommandInput,
  DeleteAccountPasswordPolicyCommandInput,
  DeleteGroupCommandInput,
  DeleteGroupPolicyCommandInput,
  DeleteInstanceProfileCommandInput,
  DeleteLoginProfileCommandInput,
  DeleteOpenIDConnectProviderCommandInput,
  DeletePolicyCommandInput,
  DeletePolicyVersionCommandInput,
  DeleteRoleCommandInput,
  DeleteRolePermissionsBoundaryCommandInput,
  DeleteRolePolicyCommandInput,
  DeleteSAMLProviderCommandInput,
  DeleteSSHPublicKeyCommandInput,
  DeleteServiceSpecificCredentialCommandInput,
  DeleteSigningCertificateCommandInput,
  DeleteUserCommandInput,
  DeleteUserPermissionsBoundaryCommandInput,
  DeleteUserPolicyCommandInput,
  DeleteVirtualMFADeviceCommandInput,
  DetachGroupPolicyCommandInput,
  DetachRolePolicyCommandInput,
  DetachUserPolicyCommandInput,
  PutGroupPolicyCommandInput,
  PutRolePermissionsBoundaryCommandInput,
  PutRolePolicyCommandInput,
  PutUserPermissionsBoundaryCommandInput,
  PutUserPolicyCommandInput,
  RemoveClientIDFromOpenIDConnectProviderCommandInput,
  RemoveRoleFromInstanceProfileCommandInput,
  RemoveUserFromGroupCommandInput,
  SetDefaultPolicyVersionCommandInput,
  TagInstanceProfileCommandInput,
  TagOpenIDConnectProviderCommandInput,
  TagPolicyCommandInput,
  TagRoleCommandInput,
  TagSAMLProviderCommandInput,
  TagUserCommandInput,
  UntagInstanceProfileCommandInput,
  UntagOpenIDConnectProviderCommandInput,
  UntagPolicyCommandInput,
  UntagRoleCommandInput,
  UntagSAMLProviderCommandInput,
  UntagUserCommandInput,
  UpdateAccountPasswordPolicyCommandInput,
  UpdateAssumeRolePolicyCommandInput,
  UpdateGroupCommandInput,
  UpdateOpenIDConnectProviderThumbprintCommandInput,
  UpdateRoleCommandInput,
  UpdateSAMLProviderCommandInput,
  UpdateUserCommandInput,
} from '@aws-sdk/client-iam';

/** What each operation of IAM that a plan may make takes. */
export interface Inputs {
  readonly AddClientIDToOpenIDConnectProvider: AddClientIDToOpenIDConnectProviderCommandInput;
  readonly AddRoleToInstanceProfile: AddRoleToInstanceProfileCommandInput;
  readonly AddUserToGroup: AddUserToGroupCommandInput;
  readonly AttachGroupPolicy: AttachGroupPolicyCommandInput;
  readonly AttachRolePolicy: AttachRolePolicyCommandInput;
  readonly AttachUserPolicy: AttachUserPolicyCommandInput;
  readonly CreateAccountAlias: CreateAccountAliasCommandInput;
  readonly CreateGroup: CreateGroupCommandInput;
  readonly CreateInstanceProfile: CreateInstanceProfileCommandInput;
  readonly CreateOpenIDConnectProvider: CreateOpenIDConnectProviderCommandInput;
  readonly CreatePolicy: CreatePolicyCommandInput;
  readonly CreatePolicyVersion: CreatePolicyVersionCommandInput;
  readonly CreateRole: CreateRoleCommandInput;
  readonly CreateSAMLProvider: CreateSAMLProviderCommandInput;
  readonly CreateUser: CreateUserCommandInput;
  readonly DeactivateMFADevice: DeactivateMFADeviceCommandInput;
  readonly DeleteAccessKey: DeleteAccessKeyCommandInput;
  readonly DeleteAccountAlias: DeleteAccountAliasCommandInput;
  readonly DeleteAccountPasswordPolicy: DeleteAccountPasswordPolicyCommandInput;
  readonly DeleteGroup: DeleteGroupCommandInput;
  readonly DeleteGroupPolicy: DeleteGroupPolicyCommandInput;
  readonly DeleteInstanceProfile: DeleteInstanceProfileCommandInput;
  readonly DeleteLoginProfile: DeleteLoginProfileCommandInput;
  readonly DeleteOpenIDConnectProvider: DeleteOpenIDConnectProviderCommandInput;
  readonly DeletePolicy: DeletePolicyCommandInput;
  readonly DeletePolicyVersion: DeletePolicyVersionCommandInput;
  readonly DeleteRole: DeleteRoleCommandInput;
  readonly DeleteRolePermissionsBoundary: DeleteRolePermissionsBoundaryCommandInput;
  readonly DeleteRolePolicy: DeleteRolePolicyCommandInput;
  readonly DeleteSAMLProvider: DeleteSAMLProviderCommandInput;
  readonly DeleteSSHPublicKey: DeleteSSHPublicKeyCommandInput;
  readonly DeleteServiceSpecificCredential: DeleteServiceSpecificCredentialCommandInput;
  readonly DeleteSigningCertificate: DeleteSigningCertificateCommandInput;
  readonly DeleteUser: DeleteUserCommandInput;
  readonly DeleteUserPermissionsBoundary: DeleteUserPermissionsBoundaryCommandInput;
  readonly DeleteUserPolicy: DeleteUserPolicyCommandInput;
  readonly DeleteVirtualMFADevice: DeleteVirtualMFADeviceCommandInput;
  readonly DetachGroupPolicy: DetachGroupPolicyCommandInput;
  readonly DetachRolePolicy: DetachRolePolicyCommandInput;
  readonly DetachUserPolicy: DetachUserPolicyCommandInput;
  readonly PutGroupPolicy: PutGroupPolicyCommandInput;
  readonly PutRolePermissionsBoundary: PutRolePermissionsBoundaryCommandInput;
  readonly PutRolePolicy: PutRolePolicyCommandInput;
  readonly PutUserPermissionsBoundary: PutUserPermissionsBoundaryCommandInput;
  readonly PutUserPolicy: PutUserPolicyCommandInput;
  readonly RemoveClientIDFromOpenIDConnectProvider: RemoveClientIDFromOpenIDConnectProviderCommandInput;
  readonly RemoveRoleFromInstanceProfile: RemoveRoleFromInstanceProfileCommandInput;
  readonly RemoveUserFromGroup: RemoveUserFromGroupCommandInput;
  readonly SetDefaultPolicyVersion: SetDefaultPolicyVersionCommandInput;
  readonly TagInstanceProfile: TagInstanceProfileCommandInput;
  readonly TagOpenIDConnectProvider: TagOpenIDConnectProviderCommandInput;
  readonly TagPolicy: TagPolicyCommandInput;
  readonly TagRole: TagRoleCommandInput;
  readonly TagSAMLProvider: TagSAMLProviderCommandInput;
  readonly TagUser: TagUserCommandInput;
  readonly UntagInstanceProfile: UntagInstanceProfileCommandInput;
  readonly UntagOpenIDConnectProvider: UntagOpenIDConnectProviderCommandInput;
  readonly UntagPolicy: UntagPolicyCommandInput;
  readonly UntagRole: UntagRoleCommandInput;
  readonly UntagSAMLProvider: UntagSAMLProviderCommandInput;
  readonly UntagUser: UntagUserCommandInput;
  readonly UpdateAccountPasswordPolicy: UpdateAccountPasswordPolicyCommandInput;
  readonly UpdateAssumeRolePolicy: UpdateAssumeRolePolicyCommandInput;
  readonly UpdateGroup: UpdateGroupCommandInput;
  readonly UpdateOpenIDConnectProviderThumbprint: UpdateOpenIDConnectProviderThumbprintCommandInput;
  readonly UpdateRole: UpdateRoleCommandInput;
  readonly UpdateSAMLProvider: UpdateSAMLProviderCommandInput;
  readonly UpdateUser: UpdateUserCommandInput;
  /** The password is no part of a plan: it is generated, and goes into this secret of Secrets Manager first. */
  readonly CreateLoginProfile: Omit<CreateLoginProfileCommandInput, 'Password'> & {
    readonly SecretId: string;
  };
}

/** An operation of IAM that a plan may make. */
export type Operation = keyof Inputs;

/** One call to IAM as data: the operation and exactly what is sent. */
export type PlannedCall<O extends Operation = Operation> = {
  readonly [Each in O]: { readonly operation: Each; readonly input: Inputs[Each] };
}[O];
