import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { apply, diff, isEmpty, type Plan, readAccount, renderPlan } from '@leastwise/apply';
import { awsErrorName, createCaller, LeastwiseError } from '@leastwise/core';
import { print } from '@leastwise/policy';
import { accessKey, rotate, type RotationOutcome } from '@leastwise/rotate';
import type { Endpoint } from './endpoints.ts';
import { readBack } from './read-back.ts';
import { mlTeam, SECRET, USER } from './team.ts';

export interface DemoOptions {
  readonly say: (line: string) => void;
  /** Asked after the plan was shown; the account is changed only if it says yes. */
  readonly agree: (plan: Plan) => Promise<boolean>;
  readonly signal?: AbortSignal;
}

/** What the demo came to, for its last lines and for tests. */
export interface DemoResult {
  readonly applied: number;
  /** What was left to do when it was applied again. */
  readonly left: number;
  readonly compared: number;
  readonly same: number;
  readonly rotations: readonly RotationOutcome[];
}

/** The main job, from typed policies to a rotated key. `undefined` where nobody agreed to the plan. */
export async function runDemo(endpoint: Endpoint, options: DemoOptions): Promise<DemoResult | undefined> {
  const { say, agree } = options;
  const { account, region } = await whereAmI(endpoint);
  const { stack, role } = mlTeam({ account, region });

  say(heading('What the team may do'));
  for (const { name, document } of stack.policies) say(`${name}\n${print(document)}\n`);
  say(`who may assume ${role.name}\n${print(role.trust)}\n`);

  say(heading(`The plan for ${endpoint.name}`));
  const plan = await makePlan(stack, endpoint);
  say(renderPlan(plan, 'text'));
  if (!isEmpty(plan)) {
    if (!(await agree(plan))) return undefined;
    say(heading('Applying it'));
    await apply(plan, {
      ...endpoint,
      onEvent: (event) => event.type === 'step-done' && say(`  ${event.step}`),
    });
  }

  say(heading('Reading it back with the AWS SDK'));
  const comparisons = await readBack(stack, endpoint.iam, account);
  for (const { what, same } of comparisons) say(`  ${same ? 'equal' : 'DIFFERENT'}  ${what}`);

  say(heading('Applying it again'));
  const rest = await makePlan(stack, endpoint);
  const again = await apply(rest, endpoint);
  say(isEmpty(rest) ? '  nothing to do' : renderPlan(rest, 'text'));

  say(heading(`Rotating the access key of ${USER}, kept in ${SECRET}`));
  const rotations = await rotateTwice(endpoint, say);
  return {
    applied: plan.steps.length,
    left: again.done.length,
    compared: comparisons.length,
    same: comparisons.filter(({ same }) => same).length,
    rotations,
  };
}

async function whereAmI({ sts, region }: Endpoint): Promise<{ account: string; region: string }> {
  const { Account } = await createCaller().read(sts, new GetCallerIdentityCommand({}));
  if (Account === undefined)
    throw new LeastwiseError({ code: 'NO_ACCOUNT', what: 'the endpoint does not say which account it is' });
  return { account: Account, region: await region() };
}

async function makePlan(stack: Parameters<typeof diff>[0], { iam, sts }: Endpoint): Promise<Plan> {
  return diff(stack, await readAccount({ iam, sts }, { scope: stack }));
}

/** The first run gives the user a first key; the second replaces it, although it is not due. */
async function rotateTwice(
  endpoint: Endpoint,
  say: (line: string) => void,
): Promise<readonly RotationOutcome[]> {
  await ensureSecret(endpoint);
  const target = accessKey({
    user: USER,
    secret: SECRET,
    every: '60d',
    consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
  });
  const outcomes: RotationOutcome[] = [];
  for (const force of [false, true]) {
    const outcome = await rotate(target, { ...endpoint, force });
    say(`  ${force ? 'on demand' : 'if due'}: ${outcome.state}; stopped, because ${outcome.reason}`);
    say(`    key ${outcome.keyId ?? 'none'}, before it ${outcome.previousKeyId ?? 'none'}`);
    if (outcome.next) say(`    next: ${outcome.next.what}, ${outcome.next.at}`);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** An empty secret: the key that will be in it is made by rotation, and shown to nobody. */
async function ensureSecret({ secretsManager }: Endpoint): Promise<void> {
  const create = new CreateSecretCommand({ Name: SECRET, Description: `access key of ${USER}` });
  try {
    await createCaller().create(secretsManager, create);
  } catch (error) {
    if (awsErrorName(error) !== 'ResourceExists') throw error;
  }
}

function heading(text: string): string {
  return `\n${text}\n${'─'.repeat(text.length)}`;
}
