import { type Principal, principal, type PrincipalBlock, unsafeServicePrincipal } from '@leastwise/policy';
import { call, type Code, object, quote } from '../source/code.ts';
import { listOf } from '../statement-elements.ts';
import { every, type Expression, using, type Writing } from './expression.ts';

/** `undefined` where the builders do not take one of them: a pattern, an id of something deleted. */
export function writePrincipals(
  block: PrincipalBlock,
  writing: Writing,
): readonly Expression<Principal>[] | undefined {
  if (block === '*') return [anyone(writing)];
  return every(
    Object.entries(block).flatMap(([kind, names]) =>
      listOf(names as string | readonly string[]).map((name) => {
        const made = ofKind(kind, name, writing);
        return made !== undefined && (made.value.value === name || kind === 'AWS') ? made : undefined;
      }),
    ),
  );
}

function ofKind(kind: string, name: string, writing: Writing): Expression<Principal> | undefined {
  switch (kind) {
    case 'Service':
      return (
        attempt('principal.service', name, () => principal.service<string>(name), writing) ??
        attempt('unsafeServicePrincipal', name, () => unsafeServicePrincipal(name), writing)
      );
    case 'Federated':
      return attempt('principal.federated', name, () => principal.federated<string>(name), writing);
    case 'AWS':
      return name === '*' ? anyone(writing) : inAccount(name, writing);
    default:
      return undefined;
  }
}

function inAccount(name: string, writing: Writing): Expression<Principal> | undefined {
  const [, partition, id] = /^arn:([^:]+):iam::(\d{12}):root$/.exec(name) ?? [];
  const account = id ?? (/^\d{12}$/.test(name) ? name : undefined);
  if (account !== undefined) return ofAccount(account, partition, writing);
  const [, member] = /^arn:[^:]+:(?:iam|sts)::\d{12}:([a-z-]+)\//.exec(name) ?? [];
  switch (member) {
    case 'role':
      return attempt('principal.role', name, () => principal.role<string>(name), writing);
    case 'user':
      return attempt('principal.user', name, () => principal.user<string>(name), writing);
    case 'assumed-role':
      return attempt('principal.session', name, () => principal.session<string>(name), writing);
    case 'federated-user':
      return attempt('principal.federatedUser', name, () => principal.federatedUser<string>(name), writing);
    default:
      return undefined;
  }
}

function ofAccount(
  account: string,
  partition: string | undefined,
  writing: Writing,
): Expression<Principal> | undefined {
  if (partition === undefined || partition === 'aws')
    return attempt('principal.account', account, () => principal.account<string>(account), writing);
  const at = object([['partition', quote(partition)]]);
  const make = (): Principal => principal.account<string, string>(account, { partition });
  return attempt('principal.account', account, make, writing, at);
}

function anyone(writing: Writing): Expression<Principal> {
  return { code: `${using(writing, 'principal')}.anyone`, value: principal.anyone };
}

function attempt(
  callee: string,
  name: string,
  make: () => Principal,
  writing: Writing,
  ...more: readonly Code[]
): Expression<Principal> | undefined {
  try {
    const value = make();
    using(writing, callee.replace(/\..*/, ''));
    return { code: call(callee, quote(name), ...more), value };
  } catch {
    return undefined;
  }
}
