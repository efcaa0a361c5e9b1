import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const PACKAGES = join(import.meta.dirname, '../packages');

/** Written like codes, and none that users meet: names of AWS's API, of labels, of Node's and OpenSSL's errors, and two that are caught. */
const OTHERS = [
  ['ACTION_LEVEL', 'SERVICE_LEVEL', 'SERVICE_MANAGED', 'DELEGATED_ADMIN', 'CAPABILITY_NAMED_IAM'],
  ['LEASTWISE_INTENT', 'LEASTWISE_WITHDRAWN'],
  ['MEMBER_NOT_IMPORTED', 'USAGE'],
  ['EAI_AGAIN', 'MODULE_NOT_FOUND', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
].flat();

const readmeOf = (name: string): string => readFileSync(join(PACKAGES, name, 'README.md'), 'utf8');

// All of aws is generated, and throws nothing of its own.
const written = readdirSync(PACKAGES).filter((name) => existsSync(join(PACKAGES, name, 'src')));

test.each(written)('the README of %s, or of core, names every error code of its sources', (name) => {
  const readmes = readmeOf(name) + readmeOf('core');
  const undocumented = codesOf(join(PACKAGES, name, 'src')).filter(
    (code) => !readmes.includes(`\`${code}\``),
  );
  expect(undocumented).toEqual([]);
});

test('codes are found wherever a text stands', () => {
  const source = `throw refusal(a ? 'NO_SUCH' : \`NONE_AT_ALL\`, { code: 'GONE', method: 'GET' }); // 'COMMENTED_OUT'`;
  expect(codesIn(source)).toEqual(['NO_SUCH', 'NONE_AT_ALL', 'GONE']);
});

function codesOf(folder: string): string[] {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(file),
  );
  return [...new Set(sources.flatMap((file) => codesIn(readFileSync(join(folder, file), 'utf8'))))].filter(
    (code) => !OTHERS.includes(code),
  );
}

/** Every text that is written like a code of several words, and of one word where it stands as a `code`. */
function codesIn(source: string): string[] {
  // Most files have none, and need no parsing.
  if (!/(['"`])[A-Z]+(_[A-Z]+)*\1/.test(source)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /^[A-Z]+(_[A-Z]+)+$/.test(node.text)) found.push(node.text);
    if (isCode(node) && /^[A-Z]+$/.test(node.initializer.text)) found.push(node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
  return found;
}

function isCode(node: ts.Node): node is ts.PropertyAssignment & { readonly initializer: ts.StringLiteral } {
  return (
    ts.isPropertyAssignment(node) &&
    ts.isIdentifier(node.name) &&
    node.name.text === 'code' &&
    ts.isStringLiteral(node.initializer)
  );
}
