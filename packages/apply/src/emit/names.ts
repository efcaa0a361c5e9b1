import { entityId, type Entity } from '../entity.ts';
import { sha256 } from '../plan.ts';

/*
 * Names that other tools keep their state under. Each follows from what it names alone, so that what is added to a stack
 * later never renames what is there, which would have it deleted and made anew.
 */

const WORDS = { policy: 'Policy', role: 'Role', user: 'User', group: 'Group', account: 'Account' } as const;
const PREFIXES = {
  ...WORDS,
  'instance-profile': 'InstanceProfile',
  'oidc-provider': 'OidcProvider',
  'saml-provider': 'SamlProvider',
} as const;

/**
 * The logical id of an entity in a template, of letters and digits: `RoleChurnTraining`. Words in lower case joined by
 * hyphens can be read back from it; any other name carries a hash, so that `a.b` and `a-b` stay two.
 */
export function logicalId(entity: Entity, part = ''): string {
  const name = part === '' ? entity.name : `${entity.name}-${part}`;
  const words = name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  const plain = part === '' && /^[a-z0-9]+(-[a-z][a-z0-9]*)*$/.test(name);
  const prefix = `${part === '' ? '' : 'Of'}${PREFIXES[entity.type]}`;
  return prefix + words.slice(0, 180) + (plain ? '' : mark(`${entityId(entity)} ${part}`));
}

/** The local name of a resource in Terraform: the name itself where it is one. */
export function localName(...names: readonly string[]): string {
  const name = names.join(' ');
  if (/^[A-Za-z_][\w-]*$/.test(name)) return name;
  return `_${name.replace(/[^\w-]+/g, '_').slice(0, 100)}_${mark(name)}`;
}

function mark(text: string): string {
  return sha256(text).slice(0, 8);
}
