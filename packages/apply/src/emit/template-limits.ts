import { entityId } from '../entity.ts';
import type { Stack } from '../stack.ts';
import { type Inexpressible, removals } from './refuse.ts';
import type { Resource } from './template-resources.ts';

/*
 * What CloudFormation has no word for.
 */

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html */
export function unsayable(stack: Stack): readonly Inexpressible[] {
  const untaggable = [...stack.policies, ...stack.instanceProfiles].filter(
    ({ tags }) => Object.keys(tags).length > 0,
  );
  return [
    ...untaggable.map((entity) => ({ what: `the tags of ${entityId(entity)}`, why: 'it takes none' })),
    ...stack.users
      .filter(({ login }) => login !== undefined)
      .map((user) => ({
        what: `the login of ${entityId(user)}`,
        why: 'the password would stand in the template',
      })),
    ...stack.instanceProfiles
      .filter(({ role }) => role === undefined)
      .map((profile) => ({ what: entityId(profile), why: 'it holds no role' })),
    ...settings(stack),
    ...removals(stack),
  ];
}

function settings({ passwordPolicy, alias }: Stack): readonly Inexpressible[] {
  const why = 'there is no resource for it';
  return [
    ...(passwordPolicy === undefined ? [] : [{ what: 'account/password-policy', why }]),
    ...(alias === undefined ? [] : [{ what: 'account/alias', why }]),
  ];
}

/**
 * CloudFormation puts a value in place of such a text wherever it stands, and has no way to keep it from that.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function resolved(resources: readonly Resource[]): readonly Inexpressible[] {
  return resources
    .filter(([, { Properties }]) => JSON.stringify(Properties).includes('{{resolve:'))
    .map(([id]) => ({ what: `\`{{resolve:\` in ${id}`, why: 'it would be replaced by a value' }));
}

export function tooMany(resources: readonly Resource[]): readonly Inexpressible[] {
  if (resources.length <= MOST_RESOURCES) return [];
  return [{ what: `${resources.length} resources`, why: `a template takes ${MOST_RESOURCES}` }];
}
