/*
 * Writes packages/aws/generated (a .js and a .d.ts for each AWS service) and packages/aws/summary.json.
 * Run by `npm ci`; takes about a second.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogFiles } from './files.ts';
import { buildModel } from './model.ts';
import { keyCorrections } from './key-overlay.ts';
import { corrections } from './overlay.ts';
import { readSource } from './source.ts';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(home, 'generated');

const source = readSource();
const { generated, summary } = catalogFiles(source, buildModel(source, corrections, keyCorrections));

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'facts'), { recursive: true });
for (const [path, text] of generated) writeFileSync(join(folder, path), text);
writeFileSync(join(home, 'summary.json'), summary);
