import { LeastwiseError } from '@leastwise/core';
import { type Authorizer, compile, type Decision, type Policies } from '@leastwise/evaluate';
import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { checkDocument } from './documents.ts';
import { page } from './page.ts';
import { parseDocument, type SourcePolicy } from './policies-of.ts';
import { policiesOfSource } from './simulated-principal.ts';
import { contextOf } from './simulated-context.ts';
import { statementPositions } from './statement-positions.ts';

/** What both operations take. */
type Request = Omit<iam.SimulateCustomPolicyRequest, 'PolicyInputList'>;

/** Everything that a simulation stands on. */
interface Simulation {
  readonly policies: readonly SourcePolicy[];
  readonly boundaries: readonly SourcePolicy[];
  readonly principal: string;
  /** Service control policies, by level; those that the request gives stand in their place. */
  readonly controls?: Policies['scps'] | undefined;
  readonly input: Request;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
export function simulateCustomPolicy(
  input: iam.SimulateCustomPolicyRequest,
  context: Context,
): iam.SimulatePolicyResponse {
  return simulate(
    {
      policies: inputPolicies(input.PolicyInputList, 'PolicyInputList'),
      boundaries: givenBoundaries(input),
      principal: input.CallerArn ?? `arn:aws:iam::${context.account.id}:user/simulated`,
      input,
    },
    context,
  );
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export function simulatePrincipalPolicy(
  input: iam.SimulatePrincipalPolicyRequest,
  context: Context,
): iam.SimulatePolicyResponse {
  const source = policiesOfSource(input.PolicySourceArn, context);
  if (source.kind !== 'user' && input.ResourcePolicy !== undefined && input.CallerArn === undefined) {
    throw new Refusal(
      'InvalidInput',
      'CallerArn is required with a ResourcePolicy unless the source is a user.',
    );
  }
  const excluded = new Set(input.PolicyExclusionList?.map(({ PolicyArn }) => PolicyArn));
  return simulate(
    {
      policies: [
        ...source.policies.filter(({ arn }) => arn === undefined || !excluded.has(arn)),
        ...inputPolicies(input.PolicyInputList ?? [], 'PolicyInputList'),
      ],
      boundaries: input.PermissionsBoundaryPolicyInputList ? givenBoundaries(input) : source.boundaries,
      principal: input.CallerArn ?? source.principal,
      controls: context.account.controls?.scps?.map((level) => level.map(parseDocument)),
      input,
    },
    context,
  );
}

function givenBoundaries(input: Request): SourcePolicy[] {
  const name = 'PermissionsBoundaryPolicyInputList';
  return inputPolicies(input[name] ?? [], name);
}

function inputPolicies(texts: readonly string[], list: string): SourcePolicy[] {
  return texts.map((text, i) => {
    checkDocument(text, 'identity', 'InvalidInput');
    return { id: `${list}.${i + 1}`, type: 'IAM Policy', text };
  });
}

function simulate(simulation: Simulation, context: Context): iam.SimulatePolicyResponse {
  const { input, policies, boundaries } = simulation;
  const scps = organizationLevels(input) ?? simulation.controls;
  const resourcePolicy = input.ResourcePolicy;
  if (resourcePolicy !== undefined) checkDocument(resourcePolicy, 'resource', 'InvalidInput');
  const identity = documentsOf(policies);
  const boundary = boundaries[0] && parseDocument(boundaries[0].text);
  const whole: Policies = {
    identity,
    ...(resourcePolicy !== undefined && { resource: parseDocument(resourcePolicy) }),
    ...(boundary && { boundary }),
    ...(scps && { scps }),
  };
  const authorizer = compile(whole);
  const bounds = boundary && compile({ identity: [boundary] });
  const controls = whole.scps && compile({ identity: [EVERYTHING], scps: whole.scps });
  const resources = input.ResourceArns ?? ['*'];
  const asked = input.ActionNames.flatMap((action) => resources.map((resource) => ({ action, resource })));
  const { items, rest } = page(
    asked.map((each, i) => ({ ...each, key: String(i).padStart(6, '0') })),
    ({ key }) => key,
    input,
  );
  const deciders = { authorizer, bounds, controls };
  return {
    EvaluationResults: items.map((each) => resultOf(each, deciders, simulation, context)),
    ...rest,
  };
}

const EVERYTHING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

function organizationLevels(input: Request): Policies['scps'] | undefined {
  return input.OrderedOrganizationPolicyInputList?.map(({ ServiceControlPolicyInputList = [] }) =>
    documentsOf(inputPolicies(ServiceControlPolicyInputList, 'ServiceControlPolicyInputList')),
  );
}

function documentsOf(policies: readonly SourcePolicy[]): ReturnType<typeof parseDocument>[] {
  return policies.map(({ text }) => parseDocument(text));
}

interface Deciders {
  readonly authorizer: Authorizer;
  readonly bounds: Authorizer | undefined;
  readonly controls: Authorizer | undefined;
}

function resultOf(
  { action, resource }: { readonly action: string; readonly resource: string },
  { authorizer, bounds, controls }: Deciders,
  simulation: Simulation,
  context: Context,
): iam.EvaluationResult {
  const { input, principal } = simulation;
  const request = {
    principal,
    action,
    resource,
    ...(input.ResourceOwner !== undefined && { resourceAccount: accountOf(input.ResourceOwner) }),
    context: contextOf(input.ContextEntries ?? [], context.now),
  };
  const decision = decided(() => authorizer.decide(request));
  const result = {
    MatchedStatements: matchedStatements(decision, simulation),
    MissingContextValues: decision.missingKeys,
    ...(bounds && {
      PermissionsBoundaryDecisionDetail: {
        AllowedByPermissionsBoundary: bounds.decide(request).effect === 'Allow',
      },
    }),
  };
  const effect = DECISIONS[decision.effect];
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: effect,
    ...result,
    ...(controls && {
      OrganizationsDecisionDetail: { AllowedByOrganizations: controls.decide(request).effect === 'Allow' },
    }),
    ...(input.ResourceArns && {
      ResourceSpecificResults: [{ EvalResourceName: resource, EvalResourceDecision: effect, ...result }],
    }),
  };
}

const DECISIONS = { Allow: 'allowed', ExplicitDeny: 'explicitDeny', ImplicitDeny: 'implicitDeny' } as const;

function accountOf(owner: string): string {
  return owner.split(':')[4] ?? owner;
}

/** What is no request to the evaluator is invalid input to the simulator. */
function decided(decide: () => Decision): Decision {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof LeastwiseError)) throw error;
    throw new Refusal('InvalidInput', `Invalid input: ${error.what}`);
  }
}

function matchedStatements({ statements }: Decision, simulation: Simulation): iam.Statement[] {
  return statements.flatMap(({ policy, path }) => {
    const [, document = '0', statement = '0'] =
      /^\$\.\w+(?:\[(\d+)\])?\.Statement(?:\[(\d+)\])?$/.exec(path) ?? [];
    const source = sourceOf(policy, Number(document), simulation);
    return source
      ? [
          {
            SourcePolicyId: source.id,
            SourcePolicyType: source.type,
            ...statementPositions(source.text)[Number(statement)],
          },
        ]
      : [];
  });
}

function sourceOf(
  type: string,
  at: number,
  { policies, boundaries, input }: Simulation,
): { readonly id: string; readonly type: string; readonly text: string } | undefined {
  if (type === 'identity') return policies[at];
  if (type === 'boundary') return boundaries[0];
  if (type === 'resource' && input.ResourcePolicy !== undefined) {
    return { id: 'ResourcePolicy', type: 'Resource Policy', text: input.ResourcePolicy };
  }
  return undefined;
}
