import type {
  AddUserToGroupCommandInput,
  AttachGroupPolicyCommandInput,
  AttachRolePolicyCommandInput,
  AttachUserPolicyCommandInput,
  CreateGroupCommandInput,
  CreatePolicyCommandInput,
  CreatePolicyVersionCommandInput,
  CreateRoleCommandInput,
  CreateUserCommandInput,
  DeleteAccessKeyCommandInput,
  DeleteGroupCommandInput,
  DeleteGroupPolicyCommandInput,
  DeletePolicyCommandInput,
  DeletePolicyVersionCommandInput,
  DeleteRoleCommandInput,
  DeleteRolePermissionsBoundaryCommandInput,
  DeleteRolePolicyCommandInput,
  DeleteUserCommandInput,
  DeleteUserPermissionsBoundaryCommandInput,
  DeleteUserPolicyCommandInput,
  DetachGroupPolicyCommandInput,
  DetachRolePolicyCommandInput,
  DetachUserPolicyCommandInput,
  PutGroupPolicyCommandInput,
  PutRolePermissionsBoundaryCommandInput,
  PutRolePolicyCommandInput,
  PutUserPermissionsBoundaryCommandInput,
  PutUserPolicyCommandInput,
  RemoveUserFromGroupCommandInput,
  SetDefaultPolicyVersionCommandInput,
  TagPolicyCommandInput,
  TagRoleCommandInput,
  TagUserCommandInput,
  UntagPolicyCommandInput,
  UntagRoleCommandInput,
  UntagUserCommandInput,
  UpdateAssumeRolePolicyCommandInput,
  UpdateGroupCommandInput,
  UpdateRoleCommandInput,
  UpdateUserCommandInput,
} from '@aws-sdk/client-iam';

/** What each operation of IAM that a plan may make takes. */
export interface Inputs {
  readonly AddUserToGroup: AddUserToGroupCommandInput;
  readonly AttachGroupPolicy: AttachGroupPolicyCommandInput;
  readonly AttachRolePolicy: AttachRolePolicyCommandInput;
  readonly AttachUserPolicy: AttachUserPolicyCommandInput;
  readonly CreateGroup: CreateGroupCommandInput;
  readonly CreatePolicy: CreatePolicyCommandInput;
  readonly CreatePolicyVersion: CreatePolicyVersionCommandInput;
  readonly CreateRole: CreateRoleCommandInput;
  readonly CreateUser: CreateUserCommandInput;
  readonly DeleteAccessKey: DeleteAccessKeyCommandInput;
  readonly DeleteGroup: DeleteGroupCommandInput;
  readonly DeleteGroupPolicy: DeleteGroupPolicyCommandInput;
  readonly DeletePolicy: DeletePolicyCommandInput;
  readonly DeletePolicyVersion: DeletePolicyVersionCommandInput;
  readonly DeleteRole: DeleteRoleCommandInput;
  readonly DeleteRolePermissionsBoundary: DeleteRolePermissionsBoundaryCommandInput;
  readonly DeleteRolePolicy: DeleteRolePolicyCommandInput;
  readonly DeleteUser: DeleteUserCommandInput;
  readonly DeleteUserPermissionsBoundary: DeleteUserPermissionsBoundaryCommandInput;
  readonly DeleteUserPolicy: DeleteUserPolicyCommandInput;
  readonly DetachGroupPolicy: DetachGroupPolicyCommandInput;
  readonly DetachRolePolicy: DetachRolePolicyCommandInput;
  readonly DetachUserPolicy: DetachUserPolicyCommandInput;
  readonly PutGroupPolicy: PutGroupPolicyCommandInput;
  readonly PutRolePermissionsBoundary: PutRolePermissionsBoundaryCommandInput;
  readonly PutRolePolicy: PutRolePolicyCommandInput;
  readonly PutUserPermissionsBoundary: PutUserPermissionsBoundaryCommandInput;
  readonly PutUserPolicy: PutUserPolicyCommandInput;
  readonly RemoveUserFromGroup: RemoveUserFromGroupCommandInput;
  readonly SetDefaultPolicyVersion: SetDefaultPolicyVersionCommandInput;
  readonly TagPolicy: TagPolicyCommandInput;
  readonly TagRole: TagRoleCommandInput;
  readonly TagUser: TagUserCommandInput;
  readonly UntagPolicy: UntagPolicyCommandInput;
  readonly UntagRole: UntagRoleCommandInput;
  readonly UntagUser: UntagUserCommandInput;
  readonly UpdateAssumeRolePolicy: UpdateAssumeRolePolicyCommandInput;
  readonly UpdateGroup: UpdateGroupCommandInput;
  readonly UpdateRole: UpdateRoleCommandInput;
  readonly UpdateUser: UpdateUserCommandInput;
}

/** An operation of IAM that a plan may make. */
export type Operation = keyof Inputs;

/** One call to IAM as data: the operation and exactly what is sent. */
export type PlannedCall<O extends Operation = Operation> = {
  readonly [Each in O]: { readonly operation: Each; readonly input: Inputs[Each] };
}[O];
