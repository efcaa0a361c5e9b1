/* Terraform and its AWS provider, where both are on the machine: nothing is downloaded. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { missing } from './programs.ts';

/** Where providers are kept for use without a network: the first is ours to name, the second and third are Terraform's own. */
const MIRRORS = [
  process.env['TERRAFORM_PLUGIN_MIRROR'] ?? '',
  join(homedir(), '.terraform.d/plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
  '/opt/tf-plugins',
].filter((folder) => folder !== '');

/** Where the AWS provider lies in a folder of providers. */
export const AWS_PROVIDER = 'registry.terraform.io/hashicorp/aws';

/** The folder of providers that holds the one for AWS. */
export const providers: string | undefined = MIRRORS.find((folder) => existsSync(join(folder, AWS_PROVIDER)));

/** Why tests that need Terraform are skipped; `undefined` where they run. */
export const terraformMissing: string | undefined =
  missing('terraform', ['version']) ??
  (providers === undefined
    ? 'no folder holds the AWS provider; TERRAFORM_PLUGIN_MIRROR may name one'
    : undefined);
