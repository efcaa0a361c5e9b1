import { checkParameter, type ParameterShape } from '@leastwise/core';
import { checkDocument } from './check-entity.ts';
import type { StackContents } from './make-stack.ts';

/* What the types of definitions ask for, asked of programs without them. What IAM asks for beyond that is in check-entity.ts. */

const NAMED: ParameterShape = { name: 'text', 'path?': 'text', 'tags?': 'object' };
const HOLDER: ParameterShape = { ...NAMED, 'policies?': 'list', 'inline?': 'object' };

/** The parts of a stack's contents that are lists. */
export type Part = Exclude<keyof StackContents, 'passwordPolicy' | 'alias' | 'removed'>;

const SHAPES: { readonly [P in Part]: ParameterShape } = {
  policies: { ...NAMED, 'description?': 'text' },
  roles: { ...HOLDER, 'description?': 'text', 'maxSessionDuration?': 'number' },
  users: { ...HOLDER, 'login?': { secret: 'text', 'resetRequired?': 'boolean' } },
  groups: { ...HOLDER, 'members?': 'list' },
  instanceProfiles: NAMED,
  oidcProviders: { url: 'text', clientIds: 'list', 'thumbprints?': 'list', 'tags?': 'object' },
  samlProviders: { ...NAMED, metadata: 'text' },
};

const MAKERS: { readonly [P in Part]: string } = {
  policies: 'managedPolicy(name, document)',
  roles: 'role(name, { trust })',
  users: 'user(name)',
  groups: 'group(name)',
  instanceProfiles: 'instanceProfile(name)',
  oidcProviders: 'oidcProvider(url, { clientIds })',
  samlProviders: 'samlProvider(name, metadata)',
};

/** The documents without which a definition is none. */
const DOCUMENTS: { readonly [P in Part]?: string } = { policies: 'document', roles: 'trust' };

/** @throws LeastwiseError `MALFORMED_PARAMETER`, `MALFORMED_DOCUMENT`, with where it stands as its path */
export function expectDefinition(part: Part, definition: unknown, path: string): void {
  checkParameter(path, definition, SHAPES[part], `make it with \`${MAKERS[part]}\``);
  const document = DOCUMENTS[part];
  if (document !== undefined)
    checkDocument(Reflect.get(definition as object, document), `${path}.${document}`);
}

/** What a stack's contents have of one part, each of its kind. */
export function definitionsIn<P extends Part>(
  contents: StackContents,
  part: P,
): NonNullable<StackContents[P]> | readonly [] {
  const definitions = contents[part] ?? [];
  checkParameter(`contents.${part}`, definitions, 'list');
  definitions.forEach((each, i) => expectDefinition(part, each, `contents.${part}[${i}]`));
  return definitions;
}
