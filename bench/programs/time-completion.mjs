// Usage: node time-completion.mjs BEFORE AFTER ROUNDS. Prints what the editor shows between the two texts, and how long it
// takes each time after a keystroke elsewhere in the file.
import { join } from 'node:path';
import ts from 'typescript';

const [before, after, rounds] = process.argv.slice(2);
const file = join(process.cwd(), 'completion.ts');
const options = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};

let version = 0;
const text = () => `${before}${after}\n// ${version}\n`;
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: (name) => (name === file ? String(version) : '0'),
  getScriptSnapshot: (name) => {
    const content = name === file ? text() : ts.sys.readFile(name);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
  getCurrentDirectory: () => process.cwd(),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: (name) => (name === file ? text() : ts.sys.readFile(name)),
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  realpath: ts.sys.realpath,
});

const complete = () => service.getCompletionsAtPosition(file, before.length, {});
let list = complete(); // cold: reads and binds every file
const milliseconds = [];
for (let round = 0; round < Number(rounds); round++) {
  version++;
  const started = performance.now();
  list = complete();
  milliseconds.push(performance.now() - started);
}
const names = list?.entries.map(({ name }) => name) ?? [];
console.log(JSON.stringify({ names, bytes: Buffer.byteLength(JSON.stringify(list ?? null)), milliseconds }));
