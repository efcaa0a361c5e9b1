import { canonicalJson, checkOptions, checkParameter } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import type { Account } from './account.ts';
import { expectAccount, expectPlan, expectStack } from './check-given.ts';
import { diff } from './diff/diff.ts';
import { inlineOf } from './diff/fingerprints.ts';
import { entitiesOf } from './diff/scene.ts';
import { compareText, identityOf } from './entity.ts';
import { ABSENT, subjectOf } from './fingerprint.ts';
import { isOwn } from './ownership.ts';
import type { Plan, Step } from './plan.ts';
import { type Places, placesOf, type Target, targetOf } from './places.ts';
import type { PlannedCall } from './planned-call.ts';
import { needsDescription } from './read/left-out.ts';
import { policyFinder } from './read/reader.ts';
import type { Stack } from './stack.ts';

/** What `readAccount` asks for, whatever the stack. None of it can be narrowed to a resource. */
const READING = [
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountSummary',
  'iam:ListInstanceProfiles',
  'iam:ListOpenIDConnectProviders',
  'iam:ListSAMLProviders',
] as const;

/** What else decides what is needed. */
export interface RequiredPolicyOptions {
  /** Whether reading is given the client of the tagging API. */
  readonly tagging?: boolean;
  /** The plan to apply, where it is not the one that `diff` gives without options. */
  readonly plan?: Plan;
}

/**
 * The least privilege that planning, with the whole account in reach, and applying a stack takes: every action that reading the
 * account, looking before each write and the writes of the plan need, each on the resources that it is made on. Without any one of its
 * actions that fails. Finding out what became of a create whose reply was lost may need to read more.
 *
 * @param account as it is, or an empty one for the first time
 * @example
 * ```ts no-run
 * import { type Account, requiredPolicy, type Stack } from '@leastwise/apply';
 *
 * declare const [team, account]: [Stack, Account];
 * console.log(JSON.stringify(requiredPolicy(team, account)));
 * ```
 */
export function requiredPolicy(
  stack: Stack,
  account: Account,
  options: RequiredPolicyOptions = {},
): PolicyDocument {
  expectStack(stack);
  expectAccount(account);
  checkOptions('options', options, ['plan', 'tagging']);
  const { plan = diff(stack, account), tagging = false } = options;
  expectPlan(plan);
  checkParameter('options.tagging', tagging, 'boolean');
  const needs = new Map<string, Set<string>>();
  const all = [...reading(stack, account, tagging), ...carryingOut(plan, account)];
  for (const [action, resource] of all) {
    const known = needs.get(action) ?? new Set<string>();
    needs.set(action, known.add(resource));
  }
  return { Version: '2012-10-17', Statement: statements(needs) };
}

type Need = readonly [action: string, resource: string];

/** What `readAccount` asks for with the stack as its scope. */
function reading(stack: Stack, account: Account, tagging: boolean): Need[] {
  const { policies, roles, users, instanceProfiles, oidcProviders, samlProviders } = account;
  const tagged = [...policies, ...instanceProfiles];
  const oneByOne = !tagging || tagged.length <= 1;
  const speaksOf = (id: string): boolean => stack.removed.some((each) => each.id === id);
  const logins = stack.users.filter(({ login }) => login !== undefined);
  const policyToo = stack.passwordPolicy !== undefined || logins.length > 0;
  const everywhere = [
    ...READING,
    ...(roles.length > 0 ? ['iam:ListRoles'] : []),
    ...(oneByOne ? [] : ['tag:GetResources']),
    ...(policyToo || speaksOf('account/password-policy') ? ['iam:GetAccountPasswordPolicy'] : []),
    ...(stack.alias !== undefined || speaksOf('account/alias') ? ['iam:ListAccountAliases'] : []),
  ];
  const asked = { scope: stack, descriptions: false, policyNamed: policyFinder(stack) };
  const hasLogin = new Set(logins.map(identityOf));
  const wanted = new Set(stack.users.map(identityOf));
  const leaving = users.filter((user) => isOwn(user, stack.name) && !wanted.has(identityOf(user)));
  return [
    ...everywhere.map((action): Need => [action, '*']),
    ...(oneByOne ? tagged : []).map(({ type, arn }): Need => [
      type === 'policy' ? 'iam:GetPolicy' : 'iam:ListInstanceProfileTags',
      arn,
    ]),
    ...policies
      .filter((policy) => needsDescription(policy, asked))
      .map(({ arn }): Need => ['iam:GetPolicy', arn]),
    ...oidcProviders.map(({ arn }): Need => ['iam:GetOpenIDConnectProvider', arn]),
    ...samlProviders.map(({ arn }): Need => ['iam:GetSAMLProvider', arn]),
    ...users
      .filter((user) => hasLogin.has(identityOf(user)))
      .map(({ arn }): Need => ['iam:GetLoginProfile', arn]),
    ...leaving.flatMap(({ arn }) => BELONGINGS.map((action): Need => [action, arn])),
  ];
}

/** What is asked of a user that is to be deleted. */
const BELONGINGS = [
  'iam:GetLoginProfile',
  'iam:ListAccessKeys',
  'iam:ListMFADevices',
  'iam:ListServiceSpecificCredentials',
  'iam:ListSigningCertificates',
  'iam:ListSSHPublicKeys',
];

function carryingOut(plan: Plan, account: Account): Need[] {
  const places = placesOf(entitiesOf(account), account);
  return plan.steps.flatMap((step) => [
    ...looking(step, plan, places),
    ...step.calls.flatMap((call) => {
      const target = targetOf(call, step, places);
      const needs = writing(call, step, plan, places, target);
      if (target !== undefined) places.set(target.entity, target.arn);
      return needs;
    }),
  ]);
}

/** What is looked at before the first write to what exists. */
function looking(step: Step, plan: Plan, places: Places): Need[] {
  const { entity } = step;
  if (entity.type === 'account')
    return [[entity.name === 'alias' ? 'iam:ListAccountAliases' : 'iam:GetAccountPasswordPolicy', '*']];
  if (plan.fingerprints[subjectOf(entity)] === ABSENT) return [];
  const arn = places.of(entity);
  const inline = inlineOf(step);
  const noun = NOUNS[entity.type];
  return [[`iam:Get${noun}`, arn], ...(inline === undefined ? [] : [[`iam:Get${noun}Policy`, arn] as const])];
}

const NOUNS = {
  policy: 'Policy',
  role: 'Role',
  user: 'User',
  group: 'Group',
  'instance-profile': 'InstanceProfile',
  'oidc-provider': 'OpenIDConnectProvider',
  'saml-provider': 'SAMLProvider',
} as const;

/** What a call needs. Making something with tags needs the right to tag it too, and a profile hands its role on. */
function writing(
  call: PlannedCall,
  { entity }: Step,
  plan: Plan,
  places: Places,
  target: Target | undefined,
): Need[] {
  const { operation, input } = call;
  if (entity.type === 'account') return [[`iam:${operation}`, '*']];
  const creates = target !== undefined && operation.startsWith('Create');
  const arn = namedIn(call) ?? (creates ? target.arn : places.of(entity));
  const own: Need = [`iam:${operation}`, arn];
  switch (operation) {
    case 'AddRoleToInstanceProfile':
      return [own, ['iam:PassRole', places.of({ type: 'role', name: input.RoleName ?? '' })]];
    case 'CreateLoginProfile':
      return [
        own,
        ['iam:GetAccountPasswordPolicy', '*'],
        ['secretsmanager:PutSecretValue', secretArn(input.SecretId, plan)],
        ...(input.SecretId.startsWith('arn:')
          ? []
          : [['secretsmanager:CreateSecret', secretArn(input.SecretId, plan)] as const]),
      ];
    case 'UpdateUser':
    case 'UpdateGroup':
      return target === undefined || target.arn === arn ? [own] : [own, [`iam:${operation}`, target.arn]];
    default:
      return 'Tags' in input && operation.startsWith('Create')
        ? [own, [`iam:${operation.replace('Create', 'Tag')}`, arn]]
        : [own];
  }
}

/** Some calls name what they change by its ARN. */
function namedIn({ operation, input }: PlannedCall): string | undefined {
  if ('SAMLProviderArn' in input) return input.SAMLProviderArn;
  if ('OpenIDConnectProviderArn' in input) return input.OpenIDConnectProviderArn;
  if ('PolicyArn' in input && /Policy(Version)?$/.test(operation) && !/^(At|De)tach/.test(operation))
    return input.PolicyArn;
  return operation === 'DeleteVirtualMFADevice' && 'SerialNumber' in input ? input.SerialNumber : undefined;
}

function secretArn(id: string, plan: Plan): string {
  return id.startsWith('arn:') ? id : `arn:${plan.partition}:secretsmanager:*:${plan.account}:secret:${id}*`;
}

/** Actions on the same resources in one statement, all in a fixed order. */
function statements(needs: ReadonlyMap<string, ReadonlySet<string>>): PolicyDocument['Statement'] {
  const byResources = new Map<string, string[]>();
  for (const [action, resources] of needs) {
    const key = canonicalJson([...resources].sort(compareText));
    const known = byResources.get(key) ?? [];
    known.push(action);
    byResources.set(key, known);
  }
  return [...byResources]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, actions]) => ({
      Effect: 'Allow' as const,
      Action: actions.sort(compareText),
      Resource: JSON.parse(key) as string[],
    }));
}
