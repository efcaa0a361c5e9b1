import { after, call, type Code, list, literal, object, quote, write } from '../source/code.ts';
import { identifiers } from '../source/identifiers.ts';
import { expectEmitting } from '../check-given.ts';
import type { Stack } from '../stack.ts';
import { isList } from './is-list.ts';
import type { Address, Argument, ProviderResource } from './provider-resource.ts';
import { loginsOf, type ProviderOptions, providerResources } from './provider-resources.ts';
import { refuse, removals } from './refuse.ts';
import { trustCircles } from './trust-order.ts';

/**
 * A stack as the TypeScript source of a Pulumi program. Documents stand in it as they are; what exists in the account
 * given as `existing` is imported.
 *
 * @returns a module to be imported by the program; resources are declared as it is loaded
 * @throws LeastwiseError `NOT_EXPRESSIBLE`, which names everything that a Pulumi program would do otherwise: first passwords,
 * which go into its state, `removed`, and roles that trust each other in a circle
 */
export function emitPulumi(stack: Stack, options: ProviderOptions = {}): string {
  expectEmitting(stack, options, 'existing');
  refuse('Pulumi', [...loginsOf(stack), ...removals(stack), ...trustCircles(stack, options)]);
  const all = providerResources(stack, options);
  const name = identifiers(['aws']);
  const constants = new Map(all.map((each) => [key(each), name(wordsOf(each.label), classOf(each.type))]));
  const constantOf = (address: Address): string => constants.get(key(address)) ?? '';
  return `// Made by leastwise from the stack ${stack.name}.
import * as aws from '@pulumi/aws';

${all.map((each) => `export const ${declaration(each, constantOf)};`).join('\n')}
`;
}

function declaration(resource: ProviderResource, constantOf: (address: Address) => string): string {
  const { type, label, arguments: given, dependsOn, importId } = resource;
  const members = Object.entries(given).map(
    ([name, value]) => [argumentName(name), codeOf(value, constantOf)] as const,
  );
  const settings = object([
    ['dependsOn', dependsOn.length === 0 ? undefined : list(dependsOn.map(constantOf))],
    ['import', importId === undefined ? undefined : quote(importId)],
  ]);
  const made = call(
    `new aws.iam.${classOf(type)}`,
    quote(label),
    object(members),
    ...(settings.items.length === 0 ? [] : [settings]),
  );
  return write(after(`${constantOf(resource)} = `, made), 0, 'export const ;'.length);
}

function codeOf(value: Argument, constantOf: (address: Address) => string): Code {
  if (typeof value !== 'object') return literal(value);
  if (isList(value)) return list(value.map((each) => codeOf(each, constantOf)));
  if ('document' in value) return call('JSON.stringify', literal(value.document));
  if ('reference' in value) return `${constantOf(value.reference)}.${value.attribute}`;
  return literal(value.tags);
}

/** A label without the hash that keeps two of them apart: constants are kept apart by numbers. */
function wordsOf(label: string): string {
  return label.startsWith('_') ? label.slice(1, -9) : label;
}

const CLASSES: Readonly<Record<string, string>> = {
  aws_iam_openid_connect_provider: 'OpenIdConnectProvider',
};

/** `aws_iam_role_policy_attachment` is `RolePolicyAttachment`. */
function classOf(type: string): string {
  const words = type.slice('aws_iam_'.length);
  return CLASSES[type] ?? upperFirst(camelCase(words));
}

/** Pulumi puts into the plural what Terraform calls a list. */
function argumentName(name: string): string {
  return camelCase(name) + (name.endsWith('_list') ? 's' : '');
}

function camelCase(snake: string): string {
  return snake.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function key({ type, label }: Address): string {
  return `${type}.${label}`;
}
