import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { emitCdk, emitCloudFormation, emitPulumi, emitStackSet } from '@leastwise/apply/emit';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { emitted } from './emitted-stack.ts';
import { missing, titled } from '../witnesses/programs.ts';
import { EMITTERS, installEmitters, run } from './emitters.ts';

const MINUTES = 60_000;
const OUT = join(EMITTERS, 'node_modules/.emitted');
const template = emitCloudFormation(emitted);

function written(name: string, text: string): string {
  mkdirSync(OUT, { recursive: true });
  const file = join(OUT, name);
  writeFileSync(file, text);
  return file;
}

describe('CloudFormation', () => {
  const noLint = missing('cfn-lint');
  const unit = { organizationalUnits: ['ou-ab12-cd34ef56'], region: 'eu-west-1' };

  test.skipIf(noLint)(
    titled('cfn-lint finds nothing in the template, nor in the one with a stack set', noLint),
    async () => {
      const files = [
        written('template.json', JSON.stringify(template)),
        written('stack-set.json', JSON.stringify(emitStackSet(emitted, unit))),
      ];
      expect(await run('cfn-lint', ['--regions', 'eu-west-1', '--', ...files], { cwd: OUT })).toEqual({
        code: 0,
        output: '',
      });
    },
    2 * MINUTES,
  );
});

describe('what is written for other tools', () => {
  beforeAll(installEmitters, 3 * MINUTES);

  test('the CDK source synthesises to the template of CloudFormation', async () => {
    // The CDK is CommonJS: the source is turned into that and run beside it.
    const file = written('cdk.cjs', javascript(emitCdk(emitted)));
    const require = createRequire(join(OUT, 'cdk.cjs'));
    const { App, DefaultStackSynthesizer, Stack } = require('aws-cdk-lib') as CdkLibrary;
    const { MlTeam } = require(file) as { readonly MlTeam: new (scope: object) => object };
    const app = new App({ analyticsReporting: false, outdir: join(OUT, 'cdk.out') });
    const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
    new MlTeam(new Stack(app, 'team', { synthesizer }));
    const made = app.synth().getStackByName('team').template;
    expect(made).toEqual({ Resources: JSON.parse(JSON.stringify(template.Resources)) as object });
  }, 60_000);

  test('the compiler takes the source for the CDK and that for Pulumi', () => {
    const files = [
      written('cdk.ts', emitCdk(emitted)),
      written('pulumi.ts', emitPulumi(emitted)),
      written('wrong.ts', emitPulumi(emitted).replace("name: 'ada'", 'nam: 1')),
    ];
    const found = complaints(files);
    expect(found.filter((line) => !line.startsWith('wrong.ts'))).toEqual([]);
    expect(found).toHaveLength(1);
  }, 120_000);
});

/** What the test uses of the library. */
interface CdkLibrary {
  readonly App: new (options: object) => {
    synth(): { getStackByName(name: string): { readonly template: unknown } };
  };
  readonly Stack: new (scope: object, id: string, options: object) => object;
  readonly DefaultStackSynthesizer: new (options: object) => object;
}

function javascript(source: string): string {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  return outputText;
}

function complaints(files: readonly string[]): string[] {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    // The indexes of both declare every service of AWS, which takes a compiler minutes.
    paths: {
      '@pulumi/aws': [join(EMITTERS, 'aws.ts')],
      'aws-cdk-lib': [join(EMITTERS, 'node_modules/aws-cdk-lib/core/index.d.ts')],
    },
  });
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) =>
        `${file.slice(OUT.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}
