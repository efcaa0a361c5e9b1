import { checkParameter, LeastwiseError } from '@leastwise/core';
import { allow, type IdentityPolicy, literal, policy, unsafeAction, unsafeArn } from '@leastwise/policy';
import type { RecordedCall, RecordedPermission } from './recorded-call.ts';

/**
 * The policy under which a piece of code can do what it did: every permission that its calls needed and were given, on exactly the
 * resources that they touched, actions that touch the same ones in one statement.
 *
 * Run the code as someone who may do more, and write the policy from `cloud.calls.list({ caller })`. It knows only what the code did
 * this time; permissions that were denied, and what everyone may do, are not in it, and it has no conditions. Secrets that the code made
 * itself are named with `-??????`, because their ARNs end differently each time.
 *
 * @throws LeastwiseError `NOTHING_ALLOWED` where no call was allowed by a policy or by the root's own right
 * @example
 * ```ts no-run
 * import { createAws, leastPrivilege } from '@leastwise/emulator';
 *
 * const cloud = createAws();
 * // ... the code, with clients of cloud.rootClientConfig() ...
 * console.log(JSON.stringify(leastPrivilege(cloud.calls.list())));
 * ```
 */
export function leastPrivilege(calls: readonly RecordedCall[]): IdentityPolicy {
  checkParameter('calls', calls, 'list', 'give `cloud.calls.list()`');
  calls.forEach((call, i) =>
    checkParameter(`calls[${i}]`, call, { permissions: 'list' }, 'give `cloud.calls.list()`'),
  );
  const needed = calls.flatMap(({ permissions }) => permissions).filter(isGranted);
  const made = secretsMade(needed);
  const actionsOn = new Map<string, Set<string>>();
  for (const { action, resource } of needed) {
    const arn = resource === '*' ? resource : patternOf(resource, made);
    actionsOn.set(arn, (actionsOn.get(arn) ?? new Set()).add(action));
  }
  const groups = grouped(actionsOn);
  if (groups.length === 0) throw nothingAllowed();
  return policy(
    ...groups.map(({ actions, resources }) => {
      const [first = '', ...others] = actions;
      return allow(unsafeAction(first), ...others.map((name) => unsafeAction(name))).on(
        ...resources.map((arn) => unsafeArn(arn)),
      );
    }),
  );
}

/** What everyone may do needs no statement. */
function isGranted({ effect, by }: RecordedPermission): boolean {
  return effect === 'Allow' && by !== 'no-permission-needed';
}

interface Group {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Resources with the same actions share a statement. Everything is sorted, so that the same calls in another order give the same. */
function grouped(actionsOn: ReadonlyMap<string, ReadonlySet<string>>): readonly Group[] {
  const groups = new Map<string, string[]>();
  for (const [resource, actions] of [...actionsOn].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = [...actions].sort().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), resource]);
  }
  return [...groups]
    .map(([key, resources]) => ({ actions: key.split(' '), resources }))
    .sort((a, b) => (a.actions.join() < b.actions.join() ? -1 : 1));
}

const SECRET = /^(arn:[^:]+:secretsmanager:.+)-[A-Za-z]{6}$/;

/** The secrets that the code made, without the ends of their ARNs. */
function secretsMade(permissions: readonly RecordedPermission[]): ReadonlySet<string> {
  return new Set(
    permissions
      .filter(({ action }) => action === 'secretsmanager:CreateSecret')
      .flatMap(({ resource }) => SECRET.exec(resource)?.[1] ?? []),
  );
}

function patternOf(resource: string, made: ReadonlySet<string>): string {
  const [, stem] = SECRET.exec(resource) ?? [];
  return stem !== undefined && made.has(stem) ? `${literal(stem)}-??????` : literal(resource);
}

function nothingAllowed(): LeastwiseError {
  return new LeastwiseError({
    code: 'NOTHING_ALLOWED',
    what: 'none of these calls was allowed anything, so that there is no policy to write',
    hint: 'run the code as someone who may do what it does, such as the root, and with policies enforced',
  });
}
