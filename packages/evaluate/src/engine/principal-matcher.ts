import type { NamedPrincipal, Statement } from '../input/statement.ts';
import type { KnownCaller } from './known-caller.ts';

/** How a statement means the caller, as the specification says it in words: not, direct, limited or delegated. */
export const NOT_MEANT = 0;
export const DIRECT = 1;
export const LIMITED = 2;
export const DELEGATED = 3;
export type Meaning = typeof NOT_MEANT | typeof DIRECT | typeof LIMITED | typeof DELEGATED;

/** The principals of a statement, ready to be looked up. */
interface Names {
  readonly everyone: boolean;
  readonly aws: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly providers: ReadonlySet<string>;
  /** `partition:account:name` of each role, because a session's ARN lacks the role's path. */
  readonly roles: ReadonlySet<string>;
}

/** Compiles Principal or NotPrincipal; nothing where a statement has neither. */
export function principalMatcher(
  { principal, effect }: Statement,
  hasBoundary: boolean,
): ((caller: KnownCaller) => Meaning) | undefined {
  if (principal === undefined) return undefined;
  const names = namesOf(principal.entries);
  if (!principal.not) return (caller) => meaningOf(names, caller);
  if (effect === 'Allow') return (caller) => (meaningOf(names, caller) === NOT_MEANT ? DIRECT : NOT_MEANT);
  return (caller) => (isSpared(names, caller, hasBoundary) ? NOT_MEANT : DIRECT);
}

function namesOf(principals: readonly NamedPrincipal[]): Names {
  const ofKind = (kind: NamedPrincipal['kind']): ReadonlySet<string> =>
    new Set(principals.filter((each) => each.kind === kind).map(({ name }) => name));
  const aws = ofKind('AWS');
  return {
    everyone: ofKind('*').size > 0,
    aws,
    services: ofKind('Service'),
    providers: ofKind('Federated'),
    roles: new Set([...aws].flatMap(roleNameOf)),
  };
}

function roleNameOf(arn: string): readonly string[] {
  const [scheme, partition, service, region, account, ...rest] = arn.split(':');
  const [type, ...path] = rest.join(':').split('/');
  if (scheme !== 'arn' || service !== 'iam' || region !== '' || type !== 'role') return [];
  return [`${partition ?? ''}:${account ?? ''}:${path.at(-1) ?? ''}`];
}

function meaningOf(names: Names, caller: KnownCaller): Meaning {
  if (names.everyone) return DIRECT;
  if (caller.kind === 'service') return names.services.has(caller.name) ? DIRECT : NOT_MEANT;
  if (caller.kind === 'federated') return names.providers.has(caller.name) ? DIRECT : NOT_MEANT;
  if (isSelf(names, caller)) return DIRECT;
  if (isRole(names, caller)) return LIMITED;
  if (caller.federatedBy !== undefined && names.aws.has(caller.federatedBy)) return LIMITED;
  return isAccount(names, caller) ? DELEGATED : NOT_MEANT;
}

function isSelf(names: Names, { kind, text, sessionArn }: KnownCaller): boolean {
  if (kind === 'user') return names.aws.has(text);
  return sessionArn !== undefined && names.aws.has(sessionArn);
}

function isRole(names: Names, { kind, roleArn, roleInAccount }: KnownCaller): boolean {
  if (kind !== 'role') return false;
  if (roleArn !== undefined) return names.aws.has(roleArn);
  return names.roles.has(roleInAccount);
}

function isAccount(names: Names, { account, rootArn }: KnownCaller): boolean {
  return account !== undefined && (names.aws.has(account) || names.aws.has(rootArn));
}

function isSpared(names: Names, caller: KnownCaller, hasBoundary: boolean): boolean {
  if (caller.account === undefined) return meaningOf(names, caller) !== NOT_MEANT;
  if (caller.kind !== 'root' && hasBoundary) return false;
  if (names.everyone) return true;
  if (!isAccount(names, caller)) return false;
  if (caller.kind === 'root') return true;
  return isSelf(names, caller) && (caller.kind !== 'role' || isRole(names, caller));
}
