/* Terraform and its AWS provider, where both are on the machine: nothing is downloaded. */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { missing, run, type Ended } from './emitters.ts';

/** Where providers are kept for use without a network: the first two are Terraform's own. */
const MIRRORS = [
  process.env['TERRAFORM_PLUGIN_MIRROR'] ?? '',
  join(homedir(), '.terraform.d/plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
  '/opt/tf-plugins',
].filter((folder) => folder !== '');

const PROVIDER = 'registry.terraform.io/hashicorp/aws';
const mirror = MIRRORS.find((folder) => existsSync(join(folder, PROVIDER)));

/** Why tests that need Terraform are skipped; `undefined` where they run. */
export const terraformMissing: string | undefined =
  missing('terraform') ??
  (mirror === undefined
    ? 'no folder holds the AWS provider; TERRAFORM_PLUGIN_MIRROR may name one'
    : undefined);

/** The version of the provider that is there. */
export function providerVersion(): string {
  return mirror === undefined ? 'none' : (readdirSync(join(mirror, PROVIDER)).at(-1) ?? 'none');
}

/** What Terraform is told beside the emitted file: to install from the folder alone, and to talk to one endpoint alone. */
export function settings(url: string): { readonly cliConfig: string; readonly provider: object } {
  return {
    cliConfig: `provider_installation {\n  filesystem_mirror {\n    path = "${mirror ?? ''}"\n  }\n}\n`,
    provider: {
      provider: {
        aws: {
          region: 'us-east-1',
          skip_credentials_validation: true,
          skip_metadata_api_check: 'true',
          skip_requesting_account_id: true,
          endpoints: [{ iam: url, sts: url }],
        },
      },
    },
  };
}

/** Runs a command of Terraform in a folder, as nobody but the given credentials. */
export function terraform(
  folder: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  ...args: readonly string[]
): Promise<Ended> {
  return run('terraform', args, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      TF_CLI_CONFIG_FILE: join(folder, 'terraform.rc'),
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  });
}
