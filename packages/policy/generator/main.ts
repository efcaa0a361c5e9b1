/*
 * Writes packages/policy/generated/schema.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeSchema } from './make-schema.ts';

const folder = new URL('../generated/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('schema.json', folder), `${JSON.stringify(makeSchema(), null, 2)}\n`);
