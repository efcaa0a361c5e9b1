import type {
  GroupDefinition,
  InstanceProfileDefinition,
  ManagedPolicyDefinition,
  OidcProviderDefinition,
  RoleDefinition,
  SamlProviderDefinition,
  UserDefinition,
} from '@leastwise/policy';
import type { StackContents } from '../make-stack.ts';
import { after, type Code, write } from '../source/code.ts';
import { type Expression, localIdent, type Writing } from './expression.ts';

/** A definition as a constant of the program. */
export interface Declared<T> extends Expression<T> {
  /** `trainerRole` */
  readonly constant: string;
  readonly used: readonly Writing[];
  /** Which function of `@leastwise/apply` makes it. */
  readonly maker: string;
  /** Which of its documents stand there as they were read: `trust`, `inline logs`. */
  readonly literals: readonly string[];
}

/** What a program declares, in the order in which it may. */
export interface Declarations {
  readonly policies: readonly Declared<ManagedPolicyDefinition>[];
  readonly users: readonly Declared<UserDefinition>[];
  readonly roles: readonly Declared<RoleDefinition>[];
  readonly groups: readonly Declared<GroupDefinition>[];
  readonly instanceProfiles: readonly Declared<InstanceProfileDefinition>[];
  readonly oidcProviders: readonly Declared<OidcProviderDefinition>[];
  readonly samlProviders: readonly Declared<SamlProviderDefinition>[];
}

/** What {@link Declarations} come to, as `stack` takes it. */
export function contentsOf(declarations: Declarations): StackContents {
  const entries = Object.entries(declarations) as [string, readonly Declared<unknown>[]][];
  return Object.fromEntries(entries.map(([part, all]) => [part, all.map(({ value }) => value)]));
}

/** The whole module: imports, a constant for each definition, and the stack. */
export function writeProgram(declarations: Declarations, stack: Code, header: string): string {
  const all = Object.values(declarations).flat() as readonly Declared<unknown>[];
  const constants = all.map(
    ({ constant, code }) => `${write(after(`export const ${constant} = `, code), 0, 1)};`,
  );
  return [
    `// ${header}`,
    importsOf(all),
    '',
    ...constants.flatMap((constant) => [constant, '']),
    `${write(after('export const imported: Stack = ', stack), 0, 1)};`,
    '',
  ].join('\n');
}

function importsOf(all: readonly Declared<unknown>[]): string {
  const used = all.flatMap((each) => each.used);
  const makers = [...new Set(['stack', ...all.map(({ maker }) => maker)])].sort();
  const names = [...new Set(used.flatMap((each) => [...each.names]))].sort();
  const services = [...new Set(used.flatMap((each) => [...each.services]))].map((found) => {
    const local = localIdent(found);
    const named = local === found.ident ? local : `${found.ident} as ${local}`;
    return `import { ${named} } from '${found.module}';`;
  });
  return [
    importLine([...makers, 'type Stack'], '@leastwise/apply'),
    ...services.sort(),
    ...(names.length === 0 ? [] : [importLine(names, '@leastwise/policy')]),
  ].join('\n');
}

function importLine(names: readonly string[], from: string): string {
  return write({
    open: 'import {',
    items: names,
    close: `} from '${from}';`,
    padded: true,
  });
}
