import { type Authorizer, compile, type Policies } from '@leastwise/evaluate';
import type { PolicyDocument } from '@leastwise/policy';
import type { Claim, Proof, Side } from './proof.ts';
import { EVERYTHING } from './sides.ts';

/** A request that was not answered as the proof says. */
export interface Broken {
  readonly claim: Claim;
  readonly expected: 'allowed' | 'denied';
  /** The evaluator's words, which cost more than its answer. */
  readonly why: () => string;
}

/** Requests that the same policies decide. */
interface Group {
  readonly sides: readonly Side[];
  readonly beside: Policies;
  /** A key whose policy is not given has the one that AWS makes, which leaves it to its account. */
  readonly keyAccount: string | undefined;
  readonly claims: { readonly claim: Claim; readonly expected: Broken['expected'] }[];
}

/** One object, so that all requests that have nothing beside them are one group. */
const NOTHING: Policies = {};

/** The requests of a proof, by the policies that bear on them. */
export function groupClaims({ sides, allowed, nearMisses }: Proof): readonly Group[] {
  const groups = new Map<string, Group>();
  const besides: Policies[] = [];
  const add = (claim: Claim, expected: Broken['expected']): void => {
    const bearing = sides.filter((side) => bearsOn(side, claim));
    const { beside = NOTHING } = claim;
    if (!besides.includes(beside)) besides.push(beside);
    const keyAccount = bearing.some(({ as }) => as === 'resource') ? undefined : accountOfKey(claim.resource);
    const id = [besides.indexOf(beside), keyAccount, ...bearing.map((side) => sides.indexOf(side))].join(' ');
    const group = groups.get(id) ?? { sides: bearing, beside, keyAccount, claims: [] };
    groups.set(id, group);
    group.claims.push({ claim, expected });
  };
  for (const claim of allowed) add(claim, 'allowed');
  for (const claim of nearMisses) add(claim, 'denied');
  return [...groups.values()];
}

/** What of the groups is not answered as the proof says; with a mutant, as if its document stood in place of its side's. */
export function* brokenClaims(
  proof: Proof,
  groups: readonly Group[],
  mutant?: { readonly side: Side; readonly document: PolicyDocument | undefined },
): Generator<Broken> {
  for (const group of groups) {
    if (mutant !== undefined && !group.sides.includes(mutant.side)) continue;
    const documentOf = (side: Side): readonly PolicyDocument[] => {
      const document = side === mutant?.side ? mutant.document : side.document;
      return document === undefined ? [] : [document];
    };
    const authorizer = compile(policiesOf(group, documentOf));
    for (const { claim, expected } of group.claims) {
      const decision = decide(proof, authorizer, claim);
      if ((decision.effect === 'Allow') !== (expected === 'allowed'))
        yield { claim, expected, why: () => decision.explain() };
    }
  }
}

export function decide(proof: Proof, authorizer: Authorizer, claim: Claim): ReturnType<Authorizer['decide']> {
  const { action, resource, resourceAccount, principal = proof.caller } = claim;
  return authorizer.decide({
    principal,
    action,
    resource,
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
    context: { 'aws:SecureTransport': true, ...proof.context, ...claim.context },
  });
}

function bearsOn({ as, on }: Side, { principal, resource, beside }: Claim): boolean {
  if (as === 'resource')
    return beside?.resource === undefined && on !== undefined && (resource === on || isBelow(resource, on));
  if (as === 'identity' || as === 'boundary' || as === 'session') return principal === undefined;
  return true;
}

function isBelow(resource: string, on: string): boolean {
  return resource.startsWith(`${on}/`) || resource.startsWith(`${on}:`);
}

function policiesOf(
  { sides, beside, keyAccount }: Group,
  documentOf: (side: Side) => readonly PolicyDocument[],
): Policies {
  const of = (as: Side['as']): readonly PolicyDocument[] =>
    sides.filter((side) => side.as === as).flatMap(documentOf);
  const one = (as: 'resource' | 'boundary' | 'vpcEndpoint'): object => {
    const [document] = of(as);
    return document === undefined ? {} : { [as]: document };
  };
  /** Full access is at every level of resource control policies by itself. */
  const levels = (as: 'scp' | 'rcp', fullAccess: readonly PolicyDocument[]): object =>
    of(as).length === 0 ? {} : { [`${as}s`]: [[...fullAccess, ...of(as)]] };
  const session = of('session');
  return {
    ...(keyAccount === undefined ? {} : { resource: keyPolicyOf(keyAccount) }),
    ...beside,
    identity: [...of('identity'), ...(beside.identity ?? [])],
    ...one('resource'),
    ...one('boundary'),
    ...one('vpcEndpoint'),
    ...(session.length === 0 ? {} : { session }),
    ...levels('scp', [EVERYTHING]),
    ...levels('rcp', []),
  };
}

function accountOfKey(resource: string): string | undefined {
  return /^arn:[^:]*:kms:[^:]*:(\d{12}):key\//.exec(resource)?.[1];
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function keyPolicyOf(account: string): PolicyDocument {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' }],
  };
}
