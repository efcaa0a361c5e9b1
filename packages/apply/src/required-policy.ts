import { canonicalJson } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import { arnOfEntity } from './arns.ts';
import { inlineOf } from './diff/fingerprints.ts';
import { type Entity, entityId, identityOf, compareText } from './entity.ts';
import { ABSENT, subjectOf } from './fingerprint.ts';
import type { Plan, Step } from './plan.ts';
import type { PlannedCall } from './planned-call.ts';

/** What `readAccount` asks for, whatever the stack. None of it can be narrowed to a resource. */
const READING = [
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountSummary',
  'iam:ListInstanceProfiles',
  'iam:ListOpenIDConnectProviders',
  'iam:ListSAMLProviders',
] as const;

/** How the plan's account was read, which decides what reading takes. */
export interface RequiredPolicyOptions {
  /** Whether the client of the tagging API was given. */
  readonly tagging?: boolean;
  /** The ARNs of policies and instance profiles that are in the account already, whose tags are read one by one without the tagging API. */
  readonly tagged?: readonly string[];
  /** Whether there are roles in the account, which are then listed for their descriptions. */
  readonly roles?: boolean;
}

/**
 * The least privilege that planning and applying takes: every action that reading the account, looking before each write
 * and the writes of the plan need, each on the resources that it is made on. Without any one of its actions the plan fails.
 * Waiting out a lost reply may read more than that.
 *
 * @example
 * ```ts no-run
 * import { type Account, diff, requiredPolicy, type Stack } from '@leastwise/apply';
 *
 * declare const [team, account]: [Stack, Account];
 * console.log(JSON.stringify(requiredPolicy(diff(team, account))));
 * ```
 */
export function requiredPolicy(plan: Plan, options: RequiredPolicyOptions = {}): PolicyDocument {
  const needs = new Map<string, Set<string>>();
  const need = (action: string, resource: string): void => {
    const known = needs.get(action) ?? new Set<string>();
    needs.set(action, known.add(resource));
  };
  for (const action of READING) need(action, '*');
  if (options.roles === true) need('iam:ListRoles', '*');
  if (options.tagging === true) need('tag:GetResources', '*');
  for (const arn of options.tagged ?? [])
    need(arn.includes(':instance-profile/') ? 'iam:ListInstanceProfileTags' : 'iam:ListPolicyTags', arn);
  for (const step of plan.steps) {
    for (const [action, resource] of looking(step, plan)) need(action, resource);
    for (const call of step.calls)
      for (const [action, resource] of writing(call, step, plan)) need(action, resource);
  }
  return { Version: '2012-10-17', Statement: statements(needs) };
}

type Need = readonly [action: string, resource: string];

/** What is looked at before the first write to what exists. */
function looking(step: Step, plan: Plan): Need[] {
  const { entity } = step;
  if (entity.type === 'account')
    return [[entity.name === 'alias' ? 'iam:ListAccountAliases' : 'iam:GetAccountPasswordPolicy', '*']];
  if (plan.fingerprints[subjectOf(entity)] === ABSENT) return [];
  const arn = arnIn(plan, entity);
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
function writing(call: PlannedCall, { entity }: Step, plan: Plan): Need[] {
  const { operation, input } = call;
  if (entity.type === 'account') return [[`iam:${operation}`, '*']];
  const arn = targetOf(call) ?? arnIn(plan, entity, call);
  const own: Need = [`iam:${operation}`, arn];
  switch (operation) {
    case 'AddRoleToInstanceProfile':
      return [own, ['iam:PassRole', arnIn(plan, { type: 'role', name: input.RoleName ?? '' })]];
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
    case 'UpdateGroup': {
      const type = operation === 'UpdateUser' ? 'user' : 'group';
      const path = input.NewPath ?? pathOf(plan, entity);
      const newName =
        ('NewUserName' in input ? input.NewUserName : undefined) ??
        ('NewGroupName' in input ? input.NewGroupName : undefined);
      const target = arnOfEntity({ type, name: newName ?? entity.name, path }, placeOf(plan));
      return target === arn ? [own] : [own, [`iam:${operation}`, target]];
    }
    default:
      return 'Tags' in input && operation.startsWith('Create')
        ? [own, [`iam:${operation.replace('Create', 'Tag')}`, arn]]
        : [own];
  }
}

/** Some calls name what they change by its ARN. */
function targetOf({ operation, input }: PlannedCall): string | undefined {
  if ('SAMLProviderArn' in input) return input.SAMLProviderArn;
  if ('OpenIDConnectProviderArn' in input) return input.OpenIDConnectProviderArn;
  if ('PolicyArn' in input && /Policy(Version)?$/.test(operation) && !/^(At|De)tach/.test(operation))
    return input.PolicyArn;
  return operation === 'DeleteVirtualMFADevice' && 'SerialNumber' in input ? input.SerialNumber : undefined;
}

function secretArn(id: string, plan: Plan): string {
  return id.startsWith('arn:') ? id : `arn:${plan.partition}:secretsmanager:*:${plan.account}:secret:${id}*`;
}

/** The ARN of what is there, or will be. */
function arnIn(plan: Plan, entity: Entity, call?: PlannedCall): string {
  const known = plan.before[identityOf(entity)];
  const made =
    call ??
    plan.steps.find((step) => entityId(step.entity) === entityId(entity) && step.kind.startsWith('create-'))
      ?.calls[0];
  const path = made !== undefined && 'Path' in made.input ? made.input.Path : undefined;
  if (path === undefined && known !== null && known !== undefined && 'arn' in known) return known.arn;
  return arnOfEntity({ ...entity, path: path ?? pathOf(plan, entity) }, placeOf(plan));
}

function pathOf(plan: Plan, { type, name }: Entity): string {
  const created = plan.steps.find(
    ({ kind, entity }) => kind.startsWith('create-') && entityId(entity) === entityId({ type, name }),
  );
  const input = created?.calls[0]?.input;
  if (input !== undefined && 'Path' in input && input.Path !== undefined) return input.Path;
  const known = plan.before[identityOf({ type, name })];
  return known !== null && known !== undefined && 'path' in known ? known.path : '/';
}

function placeOf({ account, partition }: Plan): { readonly id: string; readonly partition: string } {
  return { id: account, partition };
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
