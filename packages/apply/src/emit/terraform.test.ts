import { managedPolicy, removed, role, stack, user } from '../index.ts';
import { equals, parsePolicy } from '@leastwise/policy';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account, aPolicy, aRole } from '../../test/an-account.ts';
import { reading, SAGEMAKER } from '../../test/documents.ts';
import { emitTerraform } from './terraform.ts';

/** What Terraform makes of a template without expressions. */
function evaluated(template: unknown): string {
  const text = String(template);
  expect(text).not.toMatch(/(?<!\$)\$\{|(?<!%)%\{/);
  return text.replace(/([$%])\1(?=\{)/g, '$1');
}

test('every document survives, and no policy variable is taken for an expression', () => {
  const resource = fc.array(
    fc.constantFrom('${aws:username}', '${*}', '%{if x}', 'a', '$', '%', '{', '"', '\\'),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(fc.array(resource, { minLength: 1, maxLength: 3 }), (resources) => {
      const texts = resources.map((parts) => `data/${parts.join('')}`);
      const document = reading(...texts);
      const { resource: made } = emitTerraform(stack('team', { policies: [managedPolicy('p', document)] }));
      const read = parsePolicy(evaluated(made['aws_iam_policy']?.['p']?.['policy']));
      expect(read).toEqual(JSON.parse(JSON.stringify(document)));
      expect(equals(read, document)).toBe(true);
    }),
  );
});

test('names, paths and tags are escaped as documents are', () => {
  const tagged = role('r', { trust: SAGEMAKER, description: '${x} costs 5 $ or 5 %{y}', tags: { a: 'b' } });
  const { resource } = emitTerraform(stack('team', { roles: [tagged] }));
  expect(resource['aws_iam_role']?.['r']).toMatchObject({
    description: '$${x} costs 5 $ or 5 %%{y}',
    tags: { a: 'b' },
  });
});

test('imports what exists, what hangs on it too, and creates the rest', () => {
  const read = managedPolicy('read', reading('a'));
  const desired = stack('team', {
    roles: [
      role('old', {
        trust: SAGEMAKER,
        policies: [read, 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
        inline: { own: reading('b') },
      }),
      role('new', { trust: SAGEMAKER, policies: [read] }),
    ],
    alias: 'ml-team',
  });
  const existing = account({
    policies: [aPolicy('read')],
    roles: [
      aRole('OLD', { policies: ['arn:aws:iam::111122223333:policy/read'], inline: { own: reading('c') } }),
    ],
    alias: 'ml-team',
  });
  expect(emitTerraform(desired, { existing }).import).toEqual([
    { to: 'aws_iam_policy.read', id: 'arn:aws:iam::111122223333:policy/read' },
    { to: 'aws_iam_role.old', id: 'OLD' },
    { to: 'aws_iam_role_policy._old_own_' + suffix('aws_iam_role_policy'), id: 'OLD:own' },
    {
      to: 'aws_iam_role_policy_attachment._old_read_' + suffix('aws_iam_role_policy_attachment', 'old_read'),
      id: 'OLD/arn:aws:iam::111122223333:policy/read',
    },
    { to: 'aws_iam_account_alias.alias', id: 'ml-team' },
  ]);

  function suffix(type: string, part = ''): string {
    const labels = Object.keys(emitTerraform(desired).resource[type] ?? {});
    return labels.find((label) => label.includes(part))?.slice(-8) ?? '';
  }
});

test('what was removed becomes a block of that name', () => {
  const { removed: blocks, terraform } = emitTerraform(
    stack('team', { removed: [removed('role/old', { keep: true }), removed('account/alias')] }),
  );
  expect(blocks).toEqual([
    { from: 'aws_iam_account_alias.alias', lifecycle: { destroy: true } },
    { from: 'aws_iam_role.old', lifecycle: { destroy: false } },
  ]);
  expect(terraform.required_version).toBe('>= 1.7.0');
});

test('refuses first passwords, which would stand in the state', () => {
  const desired = stack('team', { users: [user('ada', { login: { secret: 'login/ada' } })] });
  expect(() => emitTerraform(desired)).toThrow(
    /the login of user\/ada \(the password would stand in the state\)/,
  );
});
