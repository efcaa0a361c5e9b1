import { memberName, packList } from '@leastwise/policy/catalog';
import { compress } from './compress.ts';
import { PLACEHOLDER, type ServiceModel } from './model.ts';

/** Parts the packed lists of a service. */
const NEXT_LIST = '%';

/** Writes the JavaScript of a service: a packed string that `service(...)` of the policy package unfolds. */
export function moduleText(service: ServiceModel, header: string): string {
  const lists = [actions(service), resources(service), keys(service)];
  if (lists.join('').includes(NEXT_LIST)) throw new Error(`${service.prefix}: a list holds ${NEXT_LIST}`);
  const parts = [service.prefix, service.ident, compress(lists.join(NEXT_LIST))];
  return `// ${header}
import { service } from '@leastwise/policy/catalog';
export const ${service.ident} = /* @__PURE__ */ service(${parts.map((part) => JSON.stringify(part)).join(', ')});
`;
}

function actions({ actions }: ServiceModel): string {
  return packList(actions.map(({ name }) => name));
}

function resources({ prefix, resources }: ServiceModel): string {
  return packList(
    resources.map(({ type, member, formats }) => {
      const short = type.startsWith(`${prefix}:`) ? type.slice(prefix.length + 1) : type;
      const named = memberName(short) === member ? short : `${short}>${member}`;
      return `${named}=${formats.map(packFormat).join('|')}`;
    }),
  );
}

function packFormat(format: string): string {
  return format.replace('arn:{Partition}:', '').replace('{Region}:{Account}', '~');
}

function keys({ prefix, keys }: ServiceModel): string {
  const pattern = new RegExp(PLACEHOLDER, 'g');
  return packList(
    keys.map(({ kind, name, member }) => {
      const own = name.startsWith(`${prefix}:`) ? `~${name.slice(prefix.length + 1)}` : name;
      const packed = own.replace(pattern, '{}');
      const said = memberName(packed.replace('~', '')) === member ? '' : `>${member}`;
      return `${packed}!${kind}${said}`;
    }),
  );
}

/** Writes the JavaScript of a service's facts: levels, types, keys and needed actions, packed. */
export function factsModuleText(service: ServiceModel, header: string): string {
  // A key of the overlay is of no service's list; all of them hold text.
  const kinds = new Map(service.keys.map(({ name, kind }) => [name, kind]));
  const kindOf = (key: string): string => kinds.get(key) ?? 's';
  const types = new Index();
  const keys = new Index();
  const typeSets = new Index();
  const keySets = new Index();
  const rows = service.actions.map(({ level, types: works, keys: carries }) => {
    const typeSet = typeSets.of(works.map((type) => types.of(type)).join(' '));
    const keySet = keySets.of(carries.map((key) => keys.of(kindOf(key) + key)).join(' '));
    return `${level.charAt(0)}${typeSet}.${keySet}`;
  });
  const packed = {
    rows: rows.join(' '),
    types: types.items,
    typeSets: typeSets.items,
    keys: keys.items,
    keySets: keySets.items,
    dependents: service.actions
      .filter(({ dependents }) => dependents.length > 0)
      .map(({ name, dependents }) => [name, ...dependents].join(' ')),
  };
  return `// ${header}
import { serviceFacts } from '@leastwise/policy/catalog';
import { ${service.ident} } from '../${service.prefix}.js';
export const facts = /* @__PURE__ */ serviceFacts(${service.ident}, ${JSON.stringify(packed)});
`;
}

/** Gives each text a number, in base 36, in the order of their coming. */
class Index {
  readonly items: string[] = [];
  readonly #numbers = new Map<string, string>();

  of(item: string): string {
    const number = this.#numbers.get(item) ?? this.items.length.toString(36);
    if (!this.#numbers.has(item)) this.items.push(item);
    this.#numbers.set(item, number);
    return number;
  }
}
