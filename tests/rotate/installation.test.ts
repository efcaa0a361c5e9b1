import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requiredPolicy } from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import { titled } from '../witnesses/programs.ts';
import { providers, terraformMissing } from '../witnesses/terraform.ts';
import { SECRET, target, USER } from './cloud.ts';

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../../docs/rotation/${name}`, import.meta.url));
const CLOUDFORMATION = fileOf('cloudformation.json');
const TERRAFORM = fileOf('main.tf.json');
const place = { account: '111122223333', region: 'eu-west-1' };

/** What the two tools would put in for what they call so. */
const VALUES: Readonly<Record<string, string>> = {
  'AWS::AccountId': place.account,
  'AWS::Region': place.region,
  UserName: USER,
  SecretName: SECRET,
  'data.aws_caller_identity.current.account_id': place.account,
  'var.region': place.region,
  'var.user_name': USER,
  'var.secret_name': SECRET,
};
const substituted = (text: string): string =>
  text.replace(/\$\{([^}]+)\}/g, (_, name: string) => VALUES[name] ?? `unknown ${name}`);

const required: unknown = JSON.parse(JSON.stringify(requiredPolicy(target, place)));

interface Template {
  Resources: {
    Role: { Properties: { Policies: { PolicyDocument: unknown }[]; ManagedPolicyArns: unknown[] } };
  };
}
interface TerraformStatement {
  effect: string;
  actions: string[];
  resources: string[];
  condition?: { test: string; variable: string; values: string[] }[];
}
interface Terraform {
  data: { aws_iam_policy_document: { rotate: { statement: TerraformStatement[] } } };
}

/** As AWS stores it: a list of one value and the value are the same. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? plain(value[0]) : value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

describe('what installs the rotation allows exactly what it needs', () => {
  test('in CloudFormation', () => {
    const template = JSON.parse(readFileSync(CLOUDFORMATION, 'utf8'), (_, value: unknown) => {
      const isSub = typeof value === 'object' && value !== null && 'Fn::Sub' in value;
      return isSub ? substituted(String(value['Fn::Sub'])) : value;
    }) as Template;
    const { Policies, ManagedPolicyArns } = template.Resources.Role.Properties;
    expect(Policies).toHaveLength(1);
    expect(plain(Policies[0]?.PolicyDocument)).toEqual(plain(required));
    // For its log, and nothing else.
    expect(ManagedPolicyArns).toHaveLength(1);
  });

  test('in Terraform', () => {
    const { data } = JSON.parse(substituted(readFileSync(TERRAFORM, 'utf8'))) as Terraform;
    const Statement = data.aws_iam_policy_document.rotate.statement.map(
      ({ effect, actions, resources, condition = [] }) => ({
        Effect: effect,
        Action: actions,
        Resource: resources,
        ...(condition.length === 0
          ? {}
          : {
              Condition: Object.fromEntries(
                condition.map(({ test: operator, variable, values }) => [operator, { [variable]: values }]),
              ),
            }),
      }),
    );
    expect(plain({ Version: '2012-10-17', Statement })).toEqual(plain(required));
  });
});

const works = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const lint = works('cfn-lint', '--version');

test.skipIf(!lint)(
  `the CloudFormation template passes cfn-lint${lint ? '' : ' (not installed)'}`,
  () => {
    expect(execFileSync('cfn-lint', ['--template', CLOUDFORMATION], { encoding: 'utf8' })).toBe('');
  },
  60_000,
);

test.skipIf(terraformMissing)(
  titled('the Terraform configuration is valid', terraformMissing),
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'leastwise-'));
    try {
      copyFileSync(TERRAFORM, join(directory, 'main.tf.json'));
      const options = { cwd: directory, encoding: 'utf8' } as const;
      execFileSync('terraform', ['init', '-backend=false', `-plugin-dir=${providers ?? ''}`], options);
      expect(execFileSync('terraform', ['validate', '-json'], options)).toContain('"valid": true');
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
  60_000,
);
