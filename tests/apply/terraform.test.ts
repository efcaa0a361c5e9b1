import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { diff, readAccount, type Stack } from '@leastwise/apply';
import { emitTerraform, type TerraformConfiguration } from '@leastwise/apply/emit';
import { createAws } from '@leastwise/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reading } from '../../packages/apply/test/documents.ts';
import { emitted } from './emitted-stack.ts';
import { titled } from '../witnesses/programs.ts';
import { terraformMissing } from '../witnesses/terraform.ts';
import { settings, terraform } from './terraform.ts';

const MINUTES = 60_000;

describe.skipIf(terraformMissing)(titled('Terraform, at the embedded endpoint', terraformMissing), () => {
  let folder: string;
  let close: () => Promise<void>;
  let run: (...args: readonly string[]) => Promise<{ readonly code: number; readonly output: string }>;
  let clients: { readonly iam: IAMClient; readonly sts: STSClient };

  const put = (configuration: TerraformConfiguration): void =>
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(configuration));

  beforeEach(async () => {
    const aws = createAws({ managedPolicies: { ReadOnlyAccess: reading('*') } });
    const server = await aws.listen();
    close = () => server.close();
    const config = aws.rootClientConfig();
    clients = { iam: new IAMClient(config), sts: new STSClient(config) };
    folder = mkdtempSync(join(tmpdir(), 'leastwise-terraform-'));
    const { cliConfig, provider } = settings(server.url);
    writeFileSync(join(folder, 'terraform.rc'), cliConfig);
    writeFileSync(join(folder, 'provider.tf.json'), JSON.stringify(provider));
    run = (...args) => terraform(folder, config.credentials, ...args);
  });
  afterEach(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    'takes what is emitted, brings it into an account as `apply` would, and then plans nothing; imports all of it',
    async () => {
      put(emitTerraform(emitted));
      await succeeds('init');
      await succeeds('validate');
      await succeeds('apply', '-auto-approve', '-input=false');
      expect(await plannedSteps(emitted)).toEqual(['adopt']);
      await succeeds('plan', '-input=false', '-detailed-exitcode');

      rmSync(join(folder, 'terraform.tfstate'));
      const taken = emitTerraform(emitted, { existing: await readAccount(clients, { scope: emitted }) });
      put(taken);
      // Only memberships cannot be imported; adding a member once more changes nothing.
      const all = Object.values(taken.resource).reduce((sum, each) => sum + Object.keys(each).length, 0);
      expect(await succeeds('plan', '-input=false')).toContain(
        `Plan: ${all - 1} to import, 1 to add, 0 to change, 0 to destroy`,
      );
    },
    8 * MINUTES,
  );

  /** With `-detailed-exitcode` a plan that is not empty fails too. */
  async function succeeds(command: string, ...args: readonly string[]): Promise<string> {
    const { code, output } = await run(command, '-no-color', ...args);
    expect({ command, code, output: code === 0 ? '' : output }).toEqual({ command, code: 0, output: '' });
    return output;
  }

  async function plannedSteps(stack: Stack): Promise<string[]> {
    const account = await readAccount(clients, { scope: stack });
    return [...new Set(diff(stack, account, { adopt: true }).steps.map(({ kind }) => kind))];
  }
});
