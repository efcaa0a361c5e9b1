import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as schemas from 'typescript-json-schema';
import { PARSER_ONLY } from './parser-only.ts';
import { type Schema, settle } from './settle.ts';

/**
 * The JSON Schema of policy documents, from the types of document-schema.ts. typescript-json-schema brings a TypeScript of
 * its own, which aborts on the flags that the rest of the house is built with: hence the tsconfig beside this file.
 */
export function makeSchema(): Schema {
  const here = dirname(fileURLToPath(import.meta.url));
  const program = schemas.programFromConfig(join(here, 'tsconfig.schema.json'));
  const schema = schemas.generateSchema(program, 'Document', {
    required: true,
    noExtraProps: true,
    ref: true,
    validationKeywords: ['allOf', 'propertyNames'],
  });
  if (schema === null) throw new Error('the type Document has no schema');
  const { $schema, ...rest } = settle(schema as Schema);
  const beyond = PARSER_ONLY.map(({ mistake, reason }) => `${mistake} (${reason})`);
  const $comment = `What is valid here can still be wrong: ${beyond.join('; ')}.`;
  return { $schema, title: 'AWS IAM policy document', $comment, ...rest };
}
