import { identityOf } from '../entity.ts';
import { listOf } from '../statement-elements.ts';
import type { Stack, StackRole, StackUser } from '../stack.ts';
import type { Inexpressible } from './refuse.ts';

/** What a target may be told of the account that its output is for. */
export interface EmitOptions {
  /** Twelve digits. Tells the roles of the stack from those of the same name elsewhere, where a trust policy names them. */
  readonly account?: string;
}

/** The roles and users of the stack that a role's trust names: IAM wants them there before the role. */
export function trustedBy(
  { trust }: StackRole,
  { roles, users }: Stack,
  { account }: EmitOptions,
): readonly (StackRole | StackUser)[] {
  const arns = listOf(trust.Statement)
    .flatMap(({ Principal, NotPrincipal }) => [Principal, NotPrincipal])
    .flatMap((block) => (typeof block === 'object' ? listOf(block.AWS ?? []) : []));
  const named = arns.flatMap((arn) => {
    const [, owner, resource] = /^arn:[^:]+:iam::(\d{12}):((?:role|user)\/.+)$/.exec(arn) ?? [];
    return resource === undefined || (account !== undefined && owner !== account) ? [] : [resource];
  });
  return [...users, ...roles].filter(({ type, path, name }) => named.includes(`${type}${path}${name}`));
}

/** Roles after those whom their trust names, as far as that is possible: what is declared first can be named. */
export function inTrustOrder(stack: Stack, options: EmitOptions): readonly StackRole[] {
  const ordered = new Set<StackRole>();
  const visit = (role: StackRole, above: readonly StackRole[]): void => {
    if (above.includes(role)) return;
    for (const named of trustedBy(role, stack, options))
      if (named.type === 'role') visit(named, [...above, role]);
    ordered.add(role);
  };
  for (const role of stack.roles) visit(role, []);
  return [...ordered];
}

/** Roles that trust each other in a circle, or themselves: such a role takes two steps, which a template has not. */
export function trustCircles(stack: Stack, options: EmitOptions): readonly Inexpressible[] {
  const next = (role: StackRole): readonly StackRole[] =>
    trustedBy(role, stack, options).filter((entity) => entity.type === 'role');
  return stack.roles
    .filter((role) => reaches(role, next))
    .map((role) => ({
      what: `the trust of ${identityOf(role)}`,
      why:
        'it leads back to the role itself, which must exist before it is named' +
        (options.account === undefined ? '; pass `account` where the ARN is of another account' : ''),
    }));
}

function reaches(role: StackRole, next: (role: StackRole) => readonly StackRole[]): boolean {
  const seen = new Set<StackRole>();
  const queue = [...next(role)];
  for (const each of queue) {
    if (each === role) return true;
    if (seen.has(each)) continue;
    seen.add(each);
    queue.push(...next(each));
  }
  return false;
}
