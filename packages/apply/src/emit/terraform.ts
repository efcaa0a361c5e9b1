import { freeze } from '@leastwise/core';
import { expectEmitting } from '../check-given.ts';
import type { Stack } from '../stack.ts';
import { isList } from './is-list.ts';
import { type Address, addressOf, type Argument } from './provider-resource.ts';
import { loginsOf, type ProviderOptions, providerResources } from './provider-resources.ts';
import { refuse } from './refuse.ts';
import { trustCircles } from './trust-order.ts';

/** What may stand in Terraform's JSON. Every text is a template to Terraform: what is meant literally is escaped. */
export type TerraformValue =
  string | number | boolean | readonly TerraformValue[] | { readonly [name: string]: TerraformValue };

type Block = Readonly<Record<string, TerraformValue>>;

/** A Terraform configuration in JSON syntax, as plain frozen data: `JSON.stringify` makes `main.tf.json`. */
export interface TerraformConfiguration {
  readonly terraform: {
    readonly required_version: string;
    readonly required_providers: { readonly aws: { readonly source: string; readonly version: string } };
  };
  /** By type, then by name. */
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  /** What exists already and is taken over. */
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  /** What is no longer there, or no longer Terraform's. */
  readonly removed?: readonly { readonly from: string; readonly lifecycle: { readonly destroy: boolean } }[];
}

/**
 * A stack as Terraform's JSON, for `main.tf.json`. Documents stand in it as they are, with `${aws:username}` escaped; what
 * exists in the account given as `existing` has an `import` block, and `removed` becomes blocks of that name. The region
 * and the credentials are for your own `provider` block.
 *
 * @throws LeastwiseError `NOT_EXPRESSIBLE`, which names everything that the AWS provider would do otherwise: first passwords,
 * which it keeps in its state, and roles that trust each other in a circle
 * @example
 * ```ts
 * import { managedPolicy, stack } from '@leastwise/apply';
 * import { emitTerraform } from '@leastwise/apply/emit';
 * import { s3 } from '@leastwise/aws/s3';
 * import { allow, aws, policy } from '@leastwise/policy';
 *
 * const own = policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', `home/${aws.username.variable}/*`)));
 * const { resource } = emitTerraform(stack('ml-team', { policies: [managedPolicy('own-data', own)] }));
 * console.log(resource['aws_iam_policy']?.['own-data']?.['policy']);
 * ```
 * ```text
 * {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::my-ml-datasets/home/$${aws:username}/*"]}]}
 * ```
 */
export function emitTerraform(stack: Stack, options: ProviderOptions = {}): TerraformConfiguration {
  expectEmitting(stack, options, 'existing');
  refuse('Terraform', [...loginsOf(stack), ...trustCircles(stack, options)]);
  const all = providerResources(stack, options);
  const byType: Record<string, Record<string, Block>> = {};
  for (const { type, label, arguments: given, dependsOn } of all) {
    const block = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, render(value)]));
    const before = dependsOn.length === 0 ? {} : { depends_on: dependsOn.map(text) };
    (byType[type] ??= {})[label] = { ...block, ...before };
  }
  const imports = all.flatMap((each) =>
    each.importId === undefined ? [] : [{ to: text(each), id: literal(each.importId) }],
  );
  const removed = stack.removed.map(({ id, keep }) => ({
    from: text(addressOf(entityNamed(id))),
    lifecycle: { destroy: !keep },
  }));
  return freeze({
    terraform: {
      // `import` blocks came with 1.5, `removed` blocks with 1.7.
      required_version: removed.length > 0 ? '>= 1.7.0' : '>= 1.5.0',
      // The first that was tried; before, an OpenID Connect provider needed thumbprints.
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0' } },
    },
    resource: byType,
    ...(imports.length === 0 ? {} : { import: imports }),
    ...(removed.length === 0 ? {} : { removed }),
  });
}

function render(value: Argument): TerraformValue {
  if (typeof value === 'string') return literal(value);
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(render);
  if ('document' in value) return literal(JSON.stringify(value.document));
  if ('reference' in value) return `\${${text(value.reference)}.${value.attribute}}`;
  return Object.fromEntries(Object.entries(value.tags).map(([key, tag]) => [literal(key), literal(tag)]));
}

/**
 * Text that Terraform takes for what it says: a template begins with `${` or `%{`, and doubling the sign ends that.
 * Source: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
 */
function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}

function text({ type, label }: Address): string {
  return `${type}.${label}`;
}

function entityNamed(id: string): Parameters<typeof addressOf>[0] {
  const [type = '', ...rest] = id.split('/');
  // The boundary from text to an entity's type: `checkRemoved` and the guide say which ids there are.
  return { type: type as Parameters<typeof addressOf>[0]['type'], name: rest.join('/') };
}
