/*
 * Counts and times what Terraform and leastwise ask and take, over HTTP, at the same embedded endpoint with the same account: to
 * make roles, and to plan when nothing has changed. Its arguments are how many roles; 1,000 of them take Terraform many minutes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import { apply, diff, type Plan, readAccount, type Stack } from '@leastwise/apply';
import { emitTerraform } from '@leastwise/apply/emit';
import { type Aws, createAws } from '@leastwise/emulator';
import { settings, terraform } from '../../tests/apply/terraform.ts';
import { team } from './team.ts';

interface Taken {
  readonly calls: number;
  readonly ms: number;
}

const measured: Record<string, object> = {};
for (const count of process.argv.slice(2).map(Number)) measured[count] = await compare(count);
console.log(JSON.stringify(measured));

async function compare(count: number): Promise<object> {
  const desired = team(count);
  const cloud = createAws();
  const server = await cloud.listen();
  const folder = mkdtempSync(join(tmpdir(), 'leastwise-bench-terraform-'));
  try {
    const run = configured(folder, server.url, cloud.rootClientConfig().credentials, desired);
    await run('init');
    const made = await taken(cloud, () => run('apply', '-auto-approve'));
    // It fails where the plan is not empty.
    const planned = await taken(cloud, () => run('plan', '-detailed-exitcode'));
    return { terraform: { made, planned }, leastwise: await leastwise(cloud, server.url, desired) };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Credentials = ReturnType<Aws['rootClientConfig']>['credentials'];

/** Terraform in a folder with the stack as its configuration; a command that fails throws. */
function configured(folder: string, url: string, credentials: Credentials, desired: Stack) {
  const { cliConfig, provider } = settings(url);
  writeFileSync(join(folder, 'terraform.rc'), cliConfig);
  writeFileSync(join(folder, 'provider.tf.json'), JSON.stringify(provider));
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(emitTerraform(desired)));
  return async (...args: readonly [string, ...string[]]): Promise<void> => {
    const { code, output } = await terraform(folder, credentials, ...args, '-no-color', '-input=false');
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${code}\n${output}`);
  };
}

/** The same plan of what Terraform made, once it is marked as the stack's. */
async function leastwise(cloud: Aws, url: string, desired: Stack): Promise<{ readonly planned: Taken }> {
  const config = { region: 'us-east-1', endpoint: url, credentials: cloud.rootClientConfig().credentials };
  const [iam, sts] = [new IAMClient(config), new STSClient(config)];
  const clients = { iam, sts, tagging: new ResourceGroupsTaggingAPIClient(config) };
  const plan = async (): Promise<Plan> =>
    diff(desired, await readAccount(clients, { scope: desired }), { adopt: true });
  await apply(await plan(), clients);
  const planned = await taken(cloud, async () => {
    const { steps } = await plan();
    if (steps.length > 0) throw new Error(`${steps.length} steps are planned where nothing has changed`);
  });
  return { planned };
}

/** How many calls come in while something is done, and how long it takes, by the clock. */
async function taken(cloud: Aws, work: () => Promise<void>): Promise<Taken> {
  let calls = 0;
  // The log forgets the oldest of more than 10,000 calls, so it is counted and emptied on the way.
  const count = (): void => {
    calls += cloud.calls.list().length;
    cloud.calls.clear();
  };
  cloud.calls.clear();
  const counting = setInterval(count, 100);
  const started = performance.now();
  try {
    await work();
  } finally {
    clearInterval(counting);
  }
  const ms = performance.now() - started;
  count();
  return { calls, ms };
}
