import { declarations, factsDeclarations } from './declarations.ts';
import type { ServiceModel } from './model.ts';
import { factsModuleText, moduleText } from './modules.ts';
import type { Source } from './source.ts';
import { summary } from './summary.ts';

/** Everything that the generator writes, as text. */
export interface CatalogFiles {
  /** By path in the folder of generated files. */
  readonly generated: ReadonlyMap<string, string>;
  readonly summary: string;
}

/** Writes out the catalog, so far in memory. */
export function catalogFiles(source: Source, services: readonly ServiceModel[]): CatalogFiles {
  const header = `Generated from ${source.package} ${source.version}. Do not edit: corrections belong in the overlay.`;
  const generated = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const service of services) {
    const { prefix } = service;
    const types = declarations(service, header);
    const code = moduleText(service, header);
    const factsCode = factsModuleText(service, header);
    generated.set(`${prefix}.d.ts`, types);
    generated.set(`${prefix}.js`, code);
    generated.set(`facts/${prefix}.d.ts`, factsDeclarations(service, header));
    generated.set(`facts/${prefix}.js`, factsCode);
    texts.set(prefix, types + code + factsCode);
  }
  const all = services.map(({ ident, prefix }) => `export { ${ident} } from './${prefix}.js';`);
  for (const name of ['all.js', 'all.d.ts']) generated.set(name, `// ${header}\n${all.join('\n')}\n`);
  return { generated, summary: summary(source, services, texts) };
}
