import type { ServiceModel } from './model.ts';
import { PLACEHOLDER } from './model.ts';

/** Writes the JavaScript of a service: packed strings that `service(...)` of the policy package unfolds. */
export function moduleText(service: ServiceModel, header: string): string {
  const parts = [service.prefix, service.ident, actions(service), resources(service), keys(service)];
  return `// ${header}
import { service } from '@leastwise/policy/catalog';
export const ${service.ident} = /* @__PURE__ */ service(${parts.map((part) => JSON.stringify(part)).join(', ')});
`;
}

function actions({ actions }: ServiceModel): string {
  return actions.map(({ name }) => name).join(' ');
}

function resources({ prefix, resources }: ServiceModel): string {
  return resources
    .map(({ type, member, formats }) => {
      const short = type.startsWith(`${prefix}:`) ? type.slice(prefix.length + 1) : type;
      return `${short}${short === member ? '' : `>${member}`}=${formats.map(pack).join('|')}`;
    })
    .join(',');
}

function pack(format: string): string {
  return format.replace('arn:{Partition}:', '').replace('{Region}:{Account}', '~');
}

function keys({ prefix, keys }: ServiceModel): string {
  const pattern = new RegExp(PLACEHOLDER, 'g');
  return keys
    .map(({ kind, name, member }) => {
      const own = name.startsWith(`${prefix}:`) ? `~${name.slice(prefix.length + 1)}` : name;
      return `${kind}${own.replace(pattern, '{}')}>${member}`;
    })
    .join(',');
}
