import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeleteGroupPolicyCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  PutGroupPolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UntagUserCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateGroupCommand,
  UpdateRoleCommand,
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

type Operations = {
  readonly [O in Operation]: readonly [effect: Effect, command: (input: Inputs[O]) => AwsCommand<unknown>];
};

/** Every operation that a plan may make; one that is not here cannot be in a plan. */
const OPERATIONS: Operations = {
  AddUserToGroup: ['set', (input) => new AddUserToGroupCommand(input)],
  AttachGroupPolicy: ['set', (input) => new AttachGroupPolicyCommand(input)],
  AttachRolePolicy: ['set', (input) => new AttachRolePolicyCommand(input)],
  AttachUserPolicy: ['set', (input) => new AttachUserPolicyCommand(input)],
  CreateGroup: ['create', (input) => new CreateGroupCommand(input)],
  CreatePolicy: ['create', (input) => new CreatePolicyCommand(input)],
  CreatePolicyVersion: ['create', (input) => new CreatePolicyVersionCommand(input)],
  CreateRole: ['create', (input) => new CreateRoleCommand(input)],
  CreateUser: ['create', (input) => new CreateUserCommand(input)],
  DeleteAccessKey: ['remove', (input) => new DeleteAccessKeyCommand(input)],
  DeleteGroup: ['remove', (input) => new DeleteGroupCommand(input)],
  DeleteGroupPolicy: ['remove', (input) => new DeleteGroupPolicyCommand(input)],
  DeletePolicy: ['remove', (input) => new DeletePolicyCommand(input)],
  DeletePolicyVersion: ['remove', (input) => new DeletePolicyVersionCommand(input)],
  DeleteRole: ['remove', (input) => new DeleteRoleCommand(input)],
  DeleteRolePermissionsBoundary: ['remove', (input) => new DeleteRolePermissionsBoundaryCommand(input)],
  DeleteRolePolicy: ['remove', (input) => new DeleteRolePolicyCommand(input)],
  DeleteUser: ['remove', (input) => new DeleteUserCommand(input)],
  DeleteUserPermissionsBoundary: ['remove', (input) => new DeleteUserPermissionsBoundaryCommand(input)],
  DeleteUserPolicy: ['remove', (input) => new DeleteUserPolicyCommand(input)],
  DetachGroupPolicy: ['remove', (input) => new DetachGroupPolicyCommand(input)],
  DetachRolePolicy: ['remove', (input) => new DetachRolePolicyCommand(input)],
  DetachUserPolicy: ['remove', (input) => new DetachUserPolicyCommand(input)],
  PutGroupPolicy: ['set', (input) => new PutGroupPolicyCommand(input)],
  PutRolePermissionsBoundary: ['set', (input) => new PutRolePermissionsBoundaryCommand(input)],
  PutRolePolicy: ['set', (input) => new PutRolePolicyCommand(input)],
  PutUserPermissionsBoundary: ['set', (input) => new PutUserPermissionsBoundaryCommand(input)],
  PutUserPolicy: ['set', (input) => new PutUserPolicyCommand(input)],
  RemoveUserFromGroup: ['remove', (input) => new RemoveUserFromGroupCommand(input)],
  SetDefaultPolicyVersion: ['set', (input) => new SetDefaultPolicyVersionCommand(input)],
  TagPolicy: ['set', (input) => new TagPolicyCommand(input)],
  TagRole: ['set', (input) => new TagRoleCommand(input)],
  TagUser: ['set', (input) => new TagUserCommand(input)],
  UntagPolicy: ['set', (input) => new UntagPolicyCommand(input)],
  UntagRole: ['set', (input) => new UntagRoleCommand(input)],
  UntagUser: ['set', (input) => new UntagUserCommand(input)],
  UpdateAssumeRolePolicy: ['set', (input) => new UpdateAssumeRolePolicyCommand(input)],
  UpdateGroup: ['set', (input) => new UpdateGroupCommand(input)],
  UpdateRole: ['set', (input) => new UpdateRoleCommand(input)],
  UpdateUser: ['set', (input) => new UpdateUserCommand(input)],
};

/** Whether a plan may make that operation; a plan from a file may say anything. */
export function isOperation(name: string): name is Operation {
  return Object.hasOwn(OPERATIONS, name);
}

export function effectOf({ operation }: PlannedCall): Effect {
  return OPERATIONS[operation][0];
}

/** The SDK's command for a planned call. */
export function commandFor<O extends Operation>({ operation, input }: PlannedCall<O>): AwsCommand<unknown> {
  return OPERATIONS[operation][1](input);
}
