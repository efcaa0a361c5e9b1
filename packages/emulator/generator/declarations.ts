import type { ServiceTable, Structure, Type } from '../src/protocol/table.ts';

/** Writes the TypeScript of a service's inputs, outputs and error codes, which the handlers are checked against. */
export function declarations(table: ServiceTable): string {
  const shape = (name: string | null, nothing: string): string => name ?? nothing;
  const operations = Object.entries(table.operations).map(
    ([name, { input, output }]) =>
      `  ${name}: { input: ${shape(input, 'Nothing')}; output: ${shape(output, 'void')} };`,
  );
  return [
    'export type Nothing = Record<string, never>;',
    ...Object.entries(table.structures).map(([name, structure]) => declareStructure(name, structure)),
    `export interface Operations {\n${operations.join('\n')}\n}`,
    `export type ErrorCode = ${Object.keys(table.errors).map(quoted).join(' | ')};`,
    'export declare const table: object;',
  ].join('\n');
}

function declareStructure(name: string, { required, members }: Structure): string {
  const lines = Object.entries(members).map(([member, type]) =>
    required.includes(member)
      ? `  ${member}: ${typeName(type)};`
      : `  ${member}?: ${typeName(type)} | undefined;`,
  );
  return `export interface ${name} {\n${lines.join('\n')}\n}`;
}

function typeName(type: Type): string {
  switch (type.type) {
    case 'timestamp':
      return 'number';
    case 'blob':
      return 'Uint8Array';
    case 'list':
      return `readonly ${type.of.type === 'list' ? `(${typeName(type.of)})` : typeName(type.of)}[]`;
    case 'map':
      return `Readonly<Record<string, ${typeName(type.of)}>>`;
    case 'structure':
      return type.name;
    default:
      return type.type;
  }
}

function quoted(text: string): string {
  return `'${text}'`;
}
