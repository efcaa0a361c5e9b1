import type { PolicyDocument } from '@leastwise/policy';
import type { Context } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import type { ManagedPolicy, PolicyHolder } from '../state.ts';
import { findPolicy } from './entities.ts';

/** A policy that someone has, with the name that the simulator gives it. */
export interface SourcePolicy {
  readonly id: string;
  readonly type: 'IAM Policy';
  /** Of a managed policy. */
  readonly arn?: string;
  readonly text: string;
}

/** What a user, group or role has of its own: inline and attached policies. */
export function ownPolicies(
  holder: PolicyHolder,
  kind: 'user' | 'group' | 'role',
  context: Context,
): SourcePolicy[] {
  return [
    ...Array.from(holder.inline, ([name, text]) => ({
      id: `${kind}_${holder.name}_${name}`,
      type: 'IAM Policy' as const,
      text,
    })),
    ...holder.attached.map((arn) => {
      const policy = findPolicy(context, arn);
      return { id: policy.name, type: 'IAM Policy' as const, arn, text: defaultText(policy) };
    }),
  ];
}

/** What a user has, through its groups too. */
export function policiesOfUser(
  user: PolicyHolder & { readonly groupIds: readonly string[] },
  context: Context,
): SourcePolicy[] {
  const groups = user.groupIds.flatMap(
    (id) => findEntity(context.account.groups, (group) => group.id === id) ?? [],
  );
  return [
    ...ownPolicies(user, 'user', context),
    ...groups.flatMap((group) => ownPolicies(group, 'group', context)),
  ];
}

/** The document of a managed policy's default version. */
export function defaultText({ versions, defaultVersion }: ManagedPolicy): string {
  const version = versions.find(({ id }) => id === defaultVersion);
  // INVARIANT: the default version cannot be deleted.
  if (!version) throw new Error(`a policy lacks its default version ${defaultVersion}`);
  return version.document;
}

/** The boundary to documents that were checked when they came in. */
export function parseDocument(text: string): PolicyDocument {
  return JSON.parse(text) as PolicyDocument;
}
