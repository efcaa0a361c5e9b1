import type { AccountUser } from '../account.ts';
import { tagCall, tagList } from '../calls.ts';
import { identityOf } from '../entity.ts';
import { ownershipTags } from '../ownership.ts';
import type { Step } from '../plan.ts';
import type { StackUser } from '../stack.ts';
import { boundaryArn, diffBoundary } from './diff-boundary.ts';
import { diffHolder, unusable, usesOf } from './diff-holder.ts';
import { diffTags } from './diff-tags.ts';
import { renamedFrom, type Scene } from './scene.ts';
import { approach, isBlocked } from './standing.ts';
import { blockedStep, step } from './step.ts';

export function diffUser(wanted: StackUser, scene: Scene): readonly Step[] {
  const known = scene.user(wanted.name);
  const renamed = known === undefined ? renamedFrom(wanted, scene.account.users, scene.renames) : undefined;
  const existing = known ?? renamed;
  if (existing === undefined)
    return [
      creation(wanted, scene),
      ...diffHolder(wanted, existing, scene),
      ...diffLogin(wanted, false, scene),
    ];
  const first = approach(wanted, existing, scene);
  if (isBlocked(first)) return first;
  return [
    ...first,
    ...(renamed === undefined ? move(wanted, existing) : [rename(wanted, renamed, scene)]),
    ...diffTags(wanted, { type: 'user', name: wanted.name }, wanted.tags, existing.tags),
    ...diffBoundary(wanted, existing.boundary, scene),
    ...diffHolder(wanted, existing, scene),
    ...diffLogin(wanted, existing.login, scene),
  ];
}

/** The user stays the same one, with its keys and its id. Moves it too where that is wanted. */
function rename(wanted: StackUser, existing: AccountUser, { stack }: Scene): Step {
  const input = {
    UserName: existing.name,
    NewUserName: wanted.name,
    ...(wanted.path === existing.path ? {} : { NewPath: wanted.path }),
  };
  return {
    ...step(
      'rename-user',
      existing,
      { operation: 'UpdateUser', input },
      { change: 'change', detail: `name ${existing.name} -> ${wanted.name}`, uses: [identityOf(wanted)] },
    ),
    // The tag first: if the rename then fails, the user is still known as the stack's own.
    calls: [tagCall(existing, ownershipTags(stack.name, wanted)), { operation: 'UpdateUser', input }],
  };
}

/** A password that is there stays; only who has none gets a first one. */
function diffLogin(wanted: StackUser, has: boolean | undefined, scene: Scene): Step[] {
  if (wanted.login === undefined || has === true) return [];
  const parts = { change: 'add', detail: `first password in ${wanted.login.secret}` } as const;
  const unread = has === undefined || scene.account.passwordPolicy === undefined;
  if (unread)
    return [
      blockedStep(
        'create-login',
        wanted,
        {
          reason: 'whether the user has a password, and what the account asks of one, was not read',
          hint: 'read the account with this stack as `scope`',
        },
        parts,
      ),
    ];
  const { secret, resetRequired } = wanted.login;
  const input = { UserName: wanted.name, PasswordResetRequired: resetRequired, SecretId: secret };
  return [step('create-login', wanted, { operation: 'CreateLoginProfile', input }, parts)];
}

function creation(wanted: StackUser, scene: Scene): Step {
  const boundary = boundaryArn(wanted, scene);
  const parts = { change: 'add', uses: boundary === undefined ? [] : usesOf(boundary, scene) } as const;
  const blocked = boundary === undefined ? undefined : unusable(boundary, scene);
  if (blocked !== undefined) return blockedStep('create-user', wanted, blocked, parts);
  const input = {
    UserName: wanted.name,
    Path: wanted.path,
    ...(boundary === undefined ? {} : { PermissionsBoundary: boundary }),
    Tags: tagList({ ...wanted.tags, ...ownershipTags(scene.stack.name, wanted) }),
  };
  return step('create-user', wanted, { operation: 'CreateUser', input }, parts);
}

/** Users move in place; their ARN changes with it. */
function move(wanted: StackUser, existing: AccountUser): Step[] {
  if (wanted.path === existing.path) return [];
  const input = { UserName: existing.name, NewPath: wanted.path };
  const detail = `path ${existing.path} -> ${wanted.path}`;
  return [step('move-user', wanted, { operation: 'UpdateUser', input }, { change: 'change', detail })];
}
