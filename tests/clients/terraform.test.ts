import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetAccountSummaryCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from './operator.ts';
import { titled } from '../witnesses/programs.ts';
import type { Outcome } from './programs.ts';
import { providers, terraformMissing } from '../witnesses/terraform.ts';

const MAIN = fileURLToPath(new URL('./main.tf', import.meta.url));

const LONG = { timeout: 240_000 };
const CHANGE = ['-var=description=Trains more models', '-var=actions=["s3:GetObject"]'];

describe.skipIf(terraformMissing)(titled('Terraform with its AWS provider', terraformMissing), () => {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await openStage();
    const { directory } = stage.sandbox;
    await copyFile(MAIN, join(directory, 'main.tf'));
    const installation = `provider_installation { filesystem_mirror { path = ${JSON.stringify(providers)} } }\n`;
    await writeFile(join(directory, 'terraform.rc'), `disable_checkpoint = true\n${installation}`);
  });
  afterAll(() => stage?.close());

  const terraform = async (command: string, ...args: readonly string[]): Promise<Outcome> => {
    if (!stage) throw new Error('the stage is not open');
    const { sandbox } = stage;
    const env = { TF_CLI_CONFIG_FILE: join(sandbox.directory, 'terraform.rc'), TF_IN_AUTOMATION: '1' };
    return sandbox.run('terraform', [command, '-no-color', '-input=false', ...args], env);
  };

  test(
    'plans nothing after it has applied, changes in place, and takes everything away again',
    LONG,
    async () => {
      expect(await terraform('init')).toMatchObject({ status: 0 });
      const applied = await terraform('apply', '-auto-approve');
      expect(applied).toMatchObject({ status: 0, stderr: '' });
      // 0 where there is nothing to change, 2 where there is.
      const planned = await terraform('plan', '-detailed-exitcode');
      expect(planned).toMatchObject({ status: 0, stderr: '' });

      const changed = await terraform('apply', '-auto-approve', ...CHANGE);
      expect(changed.stdout).toContain('0 added, 2 changed, 0 destroyed');
      expect(await trainingRole(stage)).toMatchObject({
        Description: 'Trains more models',
        Tags: [{ Key: 'team', Value: 'ml' }],
        PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/ml/read' },
      });

      // Without reading everything once more.
      const destroyed = await terraform('destroy', '-auto-approve', '-refresh=false', ...CHANGE);
      expect(destroyed).toMatchObject({ status: 0, stderr: '' });
      expect(await left(stage)).toMatchObject({ Users: 1, Roles: 0, Policies: 0, Groups: 0, Providers: 0 });
    },
  );
});

async function trainingRole(stage: Stage | undefined): Promise<object | undefined> {
  const client = new IAMClient(stage?.operator ?? {});
  return (await client.send(new GetRoleCommand({ RoleName: 'training' }))).Role;
}

async function left(stage: Stage | undefined): Promise<object | undefined> {
  const client = new IAMClient(stage?.operator ?? {});
  return (await client.send(new GetAccountSummaryCommand({}))).SummaryMap;
}
