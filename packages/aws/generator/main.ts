/*
 * Writes packages/aws/generated (a .js and a .d.ts for each AWS service) and packages/aws/summary.json.
 * Run by `npm ci`; takes about a second.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { declarations, factsDeclarations } from './declarations.ts';
import { buildModel, type ServiceModel } from './model.ts';
import { factsModuleText, moduleText } from './modules.ts';
import { corrections } from './overlay.ts';
import { readSource } from './source.ts';
import { summary } from './summary.ts';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(home, 'generated');

const source = readSource();
const services = buildModel(source, corrections);
const header = `Generated from ${source.package} ${source.version}. Do not edit: corrections belong in the overlay.`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'facts'), { recursive: true });
const texts = new Map<string, string>();
for (const service of services) {
  const types = declarations(service, header);
  const code = moduleText(service, header);
  const factsCode = factsModuleText(service, header);
  texts.set(service.prefix, types + code + factsCode);
  write(`${service.prefix}.d.ts`, types);
  write(`${service.prefix}.js`, code);
  write(`facts/${service.prefix}.d.ts`, factsDeclarations(service, header));
  write(`facts/${service.prefix}.js`, factsCode);
}
const all = (row: (service: ServiceModel) => string): string =>
  `// ${header}\n${services.map(row).join('\n')}\n`;
write(
  'all.js',
  all(({ ident, prefix }) => `export { ${ident} } from './${prefix}.js';`),
);
write(
  'all.d.ts',
  all(({ ident, prefix }) => `export { ${ident} } from './${prefix}.js';`),
);
writeFileSync(join(home, 'summary.json'), summary(source, services, texts));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}
