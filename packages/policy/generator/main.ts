/*
 * Writes packages/policy/generated/schema.json, the JSON Schema of policy documents, from the types of document.ts.
 * typescript-json-schema brings a TypeScript of its own, which aborts on the flags that the rest of the house is built
 * with: hence the tsconfig beside this file.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as schemas from 'typescript-json-schema';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, '..', 'generated');

const program = schemas.programFromConfig(join(here, 'tsconfig.schema.json'));
const schema = schemas.generateSchema(program, 'PolicyDocument', {
  required: true,
  noExtraProps: true,
  ref: true,
});
if (schema === null) throw new Error('the type PolicyDocument has no schema');
const titled = { ...schema, title: 'AWS IAM policy document' };

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'schema.json'), `${JSON.stringify(titled, null, 2)}\n`);
