/* Terraform at an endpoint of ours. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AWS_PROVIDER, providers } from '../witnesses/terraform.ts';
import { run, type Ended } from './emitters.ts';

/** The version of the provider that is there. */
export function providerVersion(): string {
  return providers === undefined ? 'none' : (readdirSync(join(providers, AWS_PROVIDER)).at(-1) ?? 'none');
}

/** What Terraform is told beside the emitted file: to install from the folder alone, and to talk to one endpoint alone. */
export function settings(url: string): { readonly cliConfig: string; readonly provider: object } {
  return {
    cliConfig: `provider_installation {\n  filesystem_mirror {\n    path = "${providers ?? ''}"\n  }\n}\n`,
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
