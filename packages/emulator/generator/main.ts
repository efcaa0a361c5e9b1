import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as iam from '@aws-sdk/client-iam';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsManager from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';
import { readRoutes } from './sdk-routes.ts';
import { declarations } from './declarations.ts';
import { readSchemas } from './sdk-schemas.ts';

// Writes generated/<service>.js and .d.ts: every operation of the service, as data and as types.

const HOME = new URL('../generated/', import.meta.url);
const SERVICES = {
  iam,
  sts,
  'secrets-manager': secretsManager,
  'resource-groups-tagging-api': tagging,
};

await mkdir(HOME, { recursive: true });
for (const [name, exported] of Object.entries(SERVICES)) {
  const table = readSchemas(exported);
  const header = `// Written by generator/main.ts from the schemas of @aws-sdk/client-${name} (Apache-2.0). Do not edit.\n`;
  await writeIfChanged(`${name}.js`, `${header}export const table = ${JSON.stringify(table)};\n`);
  await writeIfChanged(`${name}.d.ts`, `${header}${declarations(table)}\n`);
  console.log(`emulator: ${name}, ${Object.keys(table.operations).length} operations`);
}

// Of S3, which speaks a language of its own, only what each operation looks like in HTTP.
const routes = readRoutes(s3);
const header =
  '// Written by generator/main.ts from the schemas of @aws-sdk/client-s3 (Apache-2.0). Do not edit.\n';
await writeIfChanged('s3-routes.js', `${header}export const routes = ${JSON.stringify(routes)};\n`);
await writeIfChanged(
  's3-routes.d.ts',
  `${header}export declare const routes: readonly (readonly [name: string, method: string, uri: string])[];\n`,
);
console.log(`emulator: s3, ${routes.length} operations`);

/** A file that stays the same keeps its time stamp, so that nothing is built again for nothing. */
async function writeIfChanged(file: string, text: string): Promise<void> {
  const url = new URL(file, HOME);
  const before = await readFile(url, 'utf8').catch(() => undefined);
  if (before !== text) await writeFile(url, text);
}
