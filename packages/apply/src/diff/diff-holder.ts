import { equals, parseArn } from '@leastwise/policy';
import type { AccountGroup, AccountRole, AccountUser } from '../account.ts';
import { attachCall, deleteInlineCall, detachCall, putInlineCall } from '../calls.ts';
import { compareText, entityId, identityOf } from '../entity.ts';
import type { Blocked, Step } from '../plan.ts';
import { DEFAULT_QUOTAS } from '../quotas.ts';
import type { StackGroup, StackRole, StackUser } from '../stack.ts';
import { statementChanges } from '../statement-changes.ts';
import { listOf } from '../statement-elements.ts';
import { arnOfReference, type Scene } from './scene.ts';
import { blockedStep, step } from './step.ts';

/** What holds policies, as it should be and as it is. */
export type WantedHolder = StackRole | StackUser | StackGroup;
export type ExistingHolder = AccountRole | AccountUser | AccountGroup;

/** Attachments and inline policies belong to their holder exclusively. */
export function diffHolder(
  wanted: WantedHolder,
  existing: ExistingHolder | undefined,
  scene: Scene,
): readonly Step[] {
  return [...diffInline(wanted, existing, scene), ...diffAttachments(wanted, existing, scene)];
}

function diffAttachments(wanted: WantedHolder, existing: ExistingHolder | undefined, scene: Scene): Step[] {
  const arns = wanted.policies.map((reference) => arnOfReference(reference, scene));
  const attached = existing?.policies ?? [];
  const ignored = matcher(scene.stack.ignore.attachments);
  const missing = [...new Set(arns)].filter((arn) => !attached.includes(arn)).sort(compareText);
  const extra = attached.filter((arn) => !arns.includes(arn) && !ignored(arn)).toSorted(compareText);
  // What denies comes first and goes last, so that nobody is granted in between what neither state grants.
  const deniesFirst = (a: string, b: string): number => Number(denies(b, scene)) - Number(denies(a, scene));
  return interleave(
    missing.sort(deniesFirst).map((arn) => attachment(wanted, arn, scene)),
    extra.sort((a, b) => deniesFirst(b, a)).map((arn) => detachment(wanted, arn, scene)),
    Math.max(0, (scene.account.quotas.attachments ?? DEFAULT_QUOTAS.attachments) - attached.length),
  );
}

/** Whether a policy says no to anything; of one that AWS manages nobody here knows, and hardly one does. */
function denies(arn: string, { wantedByArn, policyAt }: Scene): boolean {
  const wanted = wantedByArn.get(arn);
  const existing = policyAt(arn);
  const document =
    wanted?.type === 'policy'
      ? wanted.document
      : existing?.versions.find(({ id }) => id === existing.defaultVersion)?.document;
  return document !== undefined && listOf(document.Statement).some(({ Effect }) => Effect === 'Deny');
}

/** A test of names against patterns with `*` and `?`. */
function matcher(patterns: readonly string[]): (text: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  });
  return (text) => expressions.some((expression) => expression.test(text));
}

/** What is attached comes before what is detached, as far as there is room; then each waits for one to go. */
function interleave(attach: readonly Step[], detach: readonly Step[], room: number): Step[] {
  const late = attach.slice(room);
  return [
    ...attach.slice(0, room),
    ...detach.flatMap((step, i) => [step, ...late.slice(i, i + 1)]),
    ...late.slice(detach.length),
  ];
}

function attachment(wanted: WantedHolder, arn: string, scene: Scene): Step {
  const parts = {
    change: 'add',
    object: policyObject(arn, scene.account.id),
    detail: `policy ${policyLabel(arn, scene.account.id)}`,
    uses: usesOf(arn, scene),
  } as const;
  const blocked = unusable(arn, scene);
  return blocked === undefined
    ? step('attach', wanted, attachCall(wanted, arn), parts)
    : blockedStep('attach', wanted, blocked, parts);
}

export function detachment(
  holder: Pick<WantedHolder, 'type' | 'name'>,
  arn: string,
  { account: { id }, policyAt }: Scene,
): Step {
  const policy = policyAt(arn);
  return step('detach', holder, detachCall(holder, arn), {
    change: 'remove',
    object: policyObject(arn, id),
    detail: `policy ${policyLabel(arn, id)}`,
    uses: policy === undefined ? [] : [identityOf(policy)],
  });
}

/** The stack's own policy of that ARN, for steps to wait for. */
export function usesOf(arn: string, { wantedByArn }: Scene): string[] {
  const policy = wantedByArn.get(arn);
  return policy === undefined ? [] : [identityOf(policy)];
}

/** Why a policy cannot be attached or serve as a boundary. */
export function unusable(arn: string, { account, remains }: Scene): Blocked | undefined {
  const owner = parseArn(arn).account;
  if (owner === 'aws') return undefined;
  if (owner !== account.id)
    return {
      reason: `\`${arn}\` is a policy of account ${owner}`,
      hint: `a policy is attached in its own account; define it in this stack too`,
    };
  if (remains(arn)) return undefined;
  return {
    reason: `\`${arn}\` does not exist in this account, or is deleted by this plan`,
    hint: 'define the policy in this stack, or correct the ARN',
  };
}

/** A policy in words: by name where it is the account's own, by ARN otherwise. */
export function policyLabel(arn: string, account: string): string {
  const parsed = parseArn(arn);
  return parsed.account === account ? (parsed.resource.split('/').at(-1) ?? arn) : arn;
}

function policyObject(arn: string, account: string): string {
  const label = policyLabel(arn, account);
  return label === arn ? arn : entityId({ type: 'policy', name: label });
}

function diffInline(wanted: WantedHolder, existing: ExistingHolder | undefined, scene: Scene): Step[] {
  const current = existing?.inline ?? {};
  const names = new Set(Object.keys(wanted.inline).map((name) => name.toLowerCase()));
  const ignored = matcher(scene.stack.ignore.inline);
  const extra = Object.keys(current)
    .filter((name) => wanted.inline[name] === undefined && !ignored(name))
    .sort(compareText);
  const deletions = (some: readonly string[]): Step[] => some.map((name) => inlineDeletion(wanted, name));
  return [
    // A name in another case must go before the one that replaces it: IAM may take them for the same.
    ...deletions(extra.filter((name) => names.has(name.toLowerCase()))),
    ...Object.keys(wanted.inline)
      .sort(compareText)
      .flatMap((name) => putInline(wanted, existing, name, scene)),
    ...deletions(extra.filter((name) => !names.has(name.toLowerCase()))),
  ];
}

function putInline(
  wanted: WantedHolder,
  existing: ExistingHolder | undefined,
  name: string,
  { identityPlace }: Scene,
): Step[] {
  const document = wanted.inline[name];
  const before = existing?.inline[name];
  if (document === undefined) return [];
  if (before !== undefined && equals(before, document, identityPlace)) return [];
  return [
    step('put-inline', wanted, putInlineCall(wanted, name, document), {
      change: before === undefined ? 'add' : 'change',
      object: name,
      detail: `inline ${name}`,
      ...(before === undefined ? {} : { changes: statementChanges(before, document, identityPlace) }),
    }),
  ];
}

export function inlineDeletion(holder: Pick<WantedHolder, 'type' | 'name'>, name: string): Step {
  return step('delete-inline', holder, deleteInlineCall(holder, name), {
    change: 'remove',
    object: name,
    detail: `inline ${name}`,
  });
}
