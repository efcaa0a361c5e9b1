import { AttachRolePolicyCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import {
  apply,
  diff,
  type DiffOptions,
  drift,
  isEmpty,
  noBroadening,
  type Plan,
  readAccount,
  renderPlan,
  rollback,
  type Stack,
} from '@leastwise/apply';
import { createAws } from '@leastwise/emulator';
import { compareByWitness } from '@leastwise/evaluate';
import { teamReading } from './team.ts';

const POWER = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } as const;

/** Each step as it would be in a pipeline; the account is embedded. */
export async function story(say: (text: string) => void): Promise<{ readonly left: Plan }> {
  const config = createAws({ managedPolicies: { PowerUserAccess: POWER } }).rootClientConfig();
  const clients = { iam: new IAMClient(config), sts: new STSClient(config) };
  const guards = [noBroadening(compareByWitness)];

  const planFor = async (team: Stack, options: DiffOptions = {}): Promise<Plan> => {
    const plan = diff(team, await readAccount(clients, { scope: team }), options);
    say(renderPlan(plan, 'text'));
    return plan;
  };

  say('1. Plan the team, and apply the plan.\n');
  await apply(await planFor(teamReading('train')), clients);

  say('\n2. Someone helps out by hand.\n');
  const PolicyDocument = JSON.stringify(POWER);
  await clients.iam.send(
    new PutUserPolicyCommand({ UserName: 'AML@Packt', PolicyName: 'quick-fix', PolicyDocument }),
  );
  const PolicyArn = 'arn:aws:iam::aws:policy/PowerUserAccess';
  await clients.iam.send(new AttachRolePolicyCommand({ RoleName: 'ml-training', PolicyArn }));
  const meddled = await readAccount(clients, { scope: teamReading('train') });
  for (const { entity, kind, details } of drift(teamReading('train'), meddled))
    say(`   ${kind} ${entity.type} ${entity.name}: ${details.join(', ')}`);

  say('\n3. The next plan takes it away again.\n');
  await apply(await planFor(teamReading('train')), clients);

  say('\n4. The team asks for more data. Whoever approves the plan sees what that allows.\n');
  const wider = teamReading('train', 'validation');
  const blocked = await planFor(wider, { guards });
  const consent = blocked.steps.flatMap(
    ({ blocked: why }) => /consent: \['(.*)'\]/.exec(why?.hint ?? '')?.[1] ?? [],
  );

  say('\n5. With consent it is applied.\n');
  const agreed = await planFor(wider, { guards, consent });
  await apply(agreed, clients);

  say('\n6. That was too much after all: the plan is taken back.\n');
  const back = rollback(agreed, await readAccount(clients));
  say(renderPlan(back, 'text'));
  await apply(back, clients);

  say('\n7. What the first stack says is what there is.\n');
  const left = await planFor(teamReading('train'));
  say(isEmpty(left) ? '\nNothing is left to do.' : '\nSomething is left to do.');
  return { left };
}
