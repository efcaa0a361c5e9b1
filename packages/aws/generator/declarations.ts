import { memberName, splitFormat } from '@leastwise/policy/catalog';
import type { ActionModel, KeyModel, ServiceModel } from './model.ts';
import { PLACEHOLDER } from './model.ts';
import { isReserved, pascalCase } from './names.ts';

const CATALOG = '@leastwise/policy/catalog';

const KEY_TYPES: Readonly<Record<string, string>> = {
  s: 'StringKey',
  S: 'StringListKey',
  a: 'ArnKey',
  A: 'ArnListKey',
  b: 'BoolKey',
  B: 'BoolListKey',
  n: 'NumericKey',
  d: 'DateKey',
  i: 'IpKey',
};

/** Writes the declaration file of a service: what the compiler and the editor know of it. */
export function declarations(service: ServiceModel, header: string): string {
  const name = pascalCase(service.ident);
  const keySets = new KeySets();
  const actions = service.actions.map((action) => actionMember(service, action, keySets));
  const builders = service.resources.flatMap(({ type, member, formats }) =>
    formats.map((format, i) => new BuilderDeclaration(type, memberOf(member, i), format, service.page)),
  );
  const body = `${keySets.declarations()}/** The actions of ${service.name}. */
export interface ${name}Actions {
${lines(actions)}}
/** The resource types of ${service.name}, each told its place. */
export interface ${name}Resources {
${lines(builders.map((builder) => builder.placed()))}}
/** The resource types of ${service.name}, all in one place. */
export interface ${name}ResourcesAt<G extends string, C extends string, P extends string> {
${lines(builders.map((builder) => builder.bound()))}}
/** The condition keys of ${service.name}. */
export interface ${name}Keys {
${lines(service.keys.map((key) => keyMember(service, key)))}}
interface Formats {
${lines(formatMembers(service))}}
interface Common extends Service<${quote(service.prefix)}, ${name}Actions, Formats>, ${name}Actions {
  /** The condition keys of ${service.name}. */
  readonly keys: ${name}Keys;
}
/** {@link ${service.ident}} */
export interface ${name} extends Common, ${name}Resources {
  /** The service with region and account said once, for every resource that has them. */
  at<const G extends string, const C extends string, const P extends string = 'aws'>(at: At<G, C, P>): ${name}At<G, C, P>;
}
/** {@link ${service.ident}} in one place. */
export interface ${name}At<G extends string, C extends string, P extends string> extends Common, ${name}ResourcesAt<G, C, P> {}
/** ${service.name}: ${service.actions.length} actions, ${service.resources.length} resource types, ${service.keys.length} condition keys. [AWS](${service.page}) */
export declare const ${service.ident}: ${name};
`;
  return `// ${header}\nimport type { ${importsOf(body)} } from '${CATALOG}';\nexport {}; // without it the aliases below would be exported too\n${body}`;
}

/** Actions share few sets of condition keys: each is named once. */
class KeySets {
  readonly #names = new Map<string, string>();

  name(keys: readonly string[]): string {
    if (keys.length === 0) return 'GlobalKey';
    const set = [...keys.map(keyLiteral), 'GlobalKey'].join(' | ');
    const name = this.#names.get(set) ?? `K${this.#names.size}`;
    this.#names.set(set, name);
    return name;
  }

  declarations(): string {
    return [...this.#names].map(([set, name]) => `type ${name} = ${set};\n`).join('');
  }
}

function actionMember({ prefix }: ServiceModel, action: ActionModel, keySets: KeySets): string {
  const types = action.types.length === 0 ? 'never' : action.types.map(quote).join(' | ');
  const works =
    action.types.length === 0 ? 'no particular resource' : action.types.map((t) => `\`${t}\``).join(', ');
  const says = action.description.replace(/^Grants permission to (\w)/, (_, first: string) =>
    first.toUpperCase(),
  );
  return `  /** ${says === '' ? '' : `${says}. `}**${action.level}** on ${works}. [AWS](${action.page}) */
  readonly ${property(action.name)}: Action<${quote(`${prefix}:${action.name}`)}, ${quote(action.level)}, ${types}, ${keySets.name(action.keys)}>;`;
}

function keyMember({ page }: ServiceModel, { name, member, kind, description, template }: KeyModel): string {
  const type = KEY_TYPES[kind] ?? '';
  const doc = `  /** ${description === '' ? '' : `${description}: `}\`${name}\` [AWS](${page}) */\n  `;
  if (!template) return `${doc}readonly ${property(member)}: ${type}<${quote(name)}>;`;
  const [head = '', ...tail] = name.split(new RegExp(PLACEHOLDER, 'g'));
  const literal = `\`${head}\${Part}${tail.join('${string}')}\``;
  return `${doc}${property(member)}<const Part extends string>(part: Part): ${type}<${literal}>;`;
}

function keyLiteral(key: string): string {
  return PLACEHOLDER.test(key)
    ? `\`${key.replaceAll(new RegExp(PLACEHOLDER, 'g'), '${string}')}\``
    : quote(key);
}

/** The first format of each type, for taking literal ARNs apart. */
function formatMembers({ resources }: ServiceModel): readonly string[] {
  const formats = new Map<string, string>();
  for (const {
    type,
    formats: [first = ''],
  } of resources)
    if (!formats.has(type))
      formats.set(
        type,
        first.replace(/\{(\w+)\}/g, (_, placeholder: string) => `{${memberName(placeholder)}}`),
      );
  return [...formats].map(([type, format]) => `  ${quote(type)}: ${quote(format)};`);
}

/** The declarations of one resource builder: with its place as the last argument, and with its place bound. */
class BuilderDeclaration {
  readonly #type: string;
  readonly #member: string;
  readonly #format: string;
  readonly #parts: readonly string[];
  readonly #names: readonly string[];
  readonly #page: string;

  constructor(type: string, member: string, format: string, page: string) {
    this.#page = page;
    this.#type = type;
    this.#member = member;
    this.#format = format;
    this.#parts = splitFormat(format);
    this.#names = [...new Set(this.#parts.filter((part, i) => i % 2 === 1 && !(part in PLACE)))];
  }

  placed(): string {
    const has = (place: string): boolean => this.#parts.some((part, i) => i % 2 === 1 && part === place);
    const at = has('Region')
      ? has('Account')
        ? ['at: At<G, C, P>', 'G', 'C']
        : ['at: AtRegion<G, P>', 'G']
      : has('Account')
        ? ['at: AtAccount<C, P>', 'C']
        : ['at?: AtPartition<P>'];
    const [parameter = '', ...generics] = at;
    const types = [...this.#generics(), ...generics.map((name) => `const ${name} extends string`)];
    if (has('Partition')) types.push("const P extends string = 'aws'");
    return `  /** \`${this.#format}\` [AWS](${this.#page}) */\n  ${this.#signature(types, has('Partition') || generics.length > 0 ? parameter : undefined)}`;
  }

  bound(): string {
    return `  /** \`${this.#format}\` */\n  ${this.#signature(this.#generics(), undefined)}`;
  }

  #generics(): string[] {
    return this.#names.map((_, i) => `const A${i} extends string`);
  }

  #signature(generics: readonly string[], place: string | undefined): string {
    const parameters = this.#names.map((name, i) => [memberName(name), `A${i}`] as const);
    const named = parameters.length > 2;
    const list = named
      ? [`parts: { ${parameters.map(([name, type]) => `readonly ${name}: ${type}`).join('; ')} }`]
      : parameters.map(([name, type]) => `${isReserved(name) ? `${name}Name` : name}: ${type}`);
    const types = generics.length === 0 ? '' : `<${generics.join(', ')}>`;
    const all = place === undefined ? list : [...list, place];
    return `${property(this.#member)}${types}(${all.join(', ')}): Resource<${quote(this.#type)}, \`${this.#template()}\`>;`;
  }

  #template(): string {
    return this.#parts
      .map((part, i) => (i % 2 === 0 ? part : `\${${PLACE[part] ?? `A${this.#names.indexOf(part)}`}}`))
      .join('');
  }
}

const PLACE: Readonly<Record<string, string>> = { Partition: 'P', Region: 'G', Account: 'C' };

function memberOf(member: string, formatIndex: number): string {
  return formatIndex === 0 ? member : `${member}Alt${formatIndex === 1 ? '' : formatIndex}`;
}

function importsOf(body: string): string {
  const names = [
    'Action',
    'At',
    'AtAccount',
    'AtPartition',
    'AtRegion',
    'GlobalKey',
    'Resource',
    'Service',
    ...Object.values(KEY_TYPES),
  ];
  return names
    .filter((name) => new RegExp(`\\b${name}\\b`).test(body))
    .sort()
    .join(', ');
}

function lines(members: readonly string[]): string {
  return members.map((member) => `${member}\n`).join('');
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/** Writes the declaration file of a service's facts. */
export function factsDeclarations({ prefix, name, ident }: ServiceModel, header: string): string {
  const actions = `${pascalCase(ident)}Actions`;
  return `// ${header}
import type { ServiceFacts } from '${CATALOG}';
import type { ${actions} } from '../${prefix}.js';
/** What the service reference says of the actions of ${name}. */
export declare const facts: ServiceFacts<${actions}>;
`;
}
