import { parseArn, type PolicyDocument } from '@leastwise/policy';
import { identityOf } from '../entity.ts';
import type { Blocked } from '../plan.ts';
import type { StackRole } from '../stack.ts';
import { listOf } from '../statement-elements.ts';
import type { Scene } from './scene.ts';

/** Lets nobody in: the trust of a role until those whom its own trust names exist. */
export const NOBODY: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
};

/** The roles and users of the stack that a trust policy names, by identity. */
export function trusted(trust: PolicyDocument, { wantedByArn }: Scene): string[] {
  return principalArns(trust).flatMap((arn) => {
    const entity = wantedByArn.get(arn);
    return entity === undefined ? [] : [identityOf(entity)];
  });
}

/** IAM refuses a trust policy that names a role or user which does not exist. */
export function unknownPrincipal(trust: PolicyDocument, { account, remains }: Scene): Blocked | undefined {
  const unknown = principalArns(trust).find((arn) => {
    const { service, account: owner, resource } = parseArn(arn);
    return service === 'iam' && owner === account.id && /^(role|user)\//.test(resource) && !remains(arn);
  });
  if (unknown === undefined) return undefined;
  return {
    reason: `its trust names \`${unknown}\`, which does not exist, or is deleted by this plan`,
    hint: 'define that role or user in this stack, or correct the ARN',
  };
}

function principalArns(trust: PolicyDocument): string[] {
  return listOf(trust.Statement)
    .flatMap(({ Principal, NotPrincipal }) => [Principal, NotPrincipal])
    .flatMap((block) => (typeof block === 'object' ? listOf(block.AWS ?? []) : []))
    .filter((text) => text.startsWith('arn:'));
}

/** A role to create, and whether it must begin with a trust that lets nobody in. */
export interface Creation {
  readonly role: StackRole;
  readonly withoutTrust: boolean;
}

/**
 * Roles after those whom their trust names. Where they name each other in a circle, or themselves, one begins without
 * its trust and gets it later.
 */
export function inTrustOrder(roles: readonly StackRole[], scene: Scene): Creation[] {
  const waiting = new Map(roles.map((role) => [identityOf(role), role]));
  const order: Creation[] = [];
  const awaited = (role: StackRole): StackRole[] =>
    trusted(role.trust, scene).flatMap((identity) => waiting.get(identity) ?? []);
  while (waiting.size > 0) {
    const ready = [...waiting.values()].find((role) => awaited(role).length === 0);
    const next = ready ?? [...waiting.values()].find((role) => reaches(role, role, awaited));
    if (next === undefined) break;
    order.push({ role: next, withoutTrust: ready === undefined });
    waiting.delete(identityOf(next));
  }
  return order;
}

function reaches(from: StackRole, to: StackRole, next: (role: StackRole) => readonly StackRole[]): boolean {
  const seen = new Set<StackRole>();
  const queue = [...next(from)];
  for (const role of queue) {
    if (role === to) return true;
    if (seen.has(role)) continue;
    seen.add(role);
    queue.push(...next(role));
  }
  return false;
}
