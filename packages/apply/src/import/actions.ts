import type { ActionDescription } from '@leastwise/policy';
import { call, quote } from '../source/code.ts';
import { type Expression, using, usingService, type Writing } from './expression.ts';

/** An action or a pattern of them, and what is known of each that it stands for. */
export interface FoundAction extends Expression<string> {
  /** `undefined` for every action of every service, which takes every resource and key. */
  readonly facts: readonly ActionDescription[] | undefined;
}

/** `undefined` where the catalog does not know it. */
export function writeAction(text: string, writing: Writing): FoundAction | undefined {
  if (text === '*') return { code: using(writing, 'anyAction'), value: '*', facts: undefined };
  const [, prefix = '', name = ''] = /^([^:]+):([A-Za-z0-9*?-]+)$/.exec(text) ?? [];
  const found = writing.catalog.get(prefix.toLowerCase());
  if (found === undefined || name === '') return undefined;
  const { service, facts } = found;
  const known = service.expand(name).flatMap((action) => facts.find(action) ?? []);
  const [first] = service.expand(name);
  if (first === undefined) return undefined;
  const ident = usingService(writing, found);
  if (name === '*') return { code: `${ident}.all`, value: service.all, facts: known };
  if (!/[*?]/.test(name)) {
    const member = first.slice(service.prefix.length + 1);
    const access = /^[A-Za-z_]\w*$/.test(member) ? `.${member}` : `[${quote(member)}]`;
    return { code: `${ident}${access}`, value: first, facts: known };
  }
  // The compiler minds the case of a pattern, which IAM does not.
  if (!service.expand('*').some((action) => matches(name, action.slice(service.prefix.length + 1))))
    return undefined;
  return { code: call(`${ident}.match`, quote(name)), value: service.match(name), facts: known };
}

function matches(pattern: string, name: string): boolean {
  const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name);
}
