import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** Which package may import which: the same file that tests/architecture checks against the sources and manifests. */
const arrows = JSON.parse(readFileSync(new URL('tests/architecture/arrows.json', import.meta.url), 'utf8'));

/** Packages whose sources compute and do nothing else: no I/O, clock, randomness, environment. */
const PURE = ['policy', 'aws', 'presets', 'evaluate'];
const sourcesOf = (name) => ({ files: [`packages/${name}/src/**/*.ts`], ignores: ['**/*.test.ts'] });

/** The files of the root tsconfig.json, which are linted with types. */
const TYPED = ['packages/*/{src,generator,test}/**/*.ts', 'examples/**/*.ts', 'tests/**/*.ts', '*.config.ts'];
const TESTS = ['**/*.test.ts', '**/*.test-d.ts', 'packages/*/test/**', 'tests/**'];

const forbiddenSyntax = [
  { selector: 'ExportAllDeclaration', message: 'Name what you export.' },
  {
    selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
    message: 'A cast through unknown hides a mistake; narrow the value, or cast once at a named boundary.',
  },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/generated/',
      '**/coverage/',
      '.tmp/',
      'tests/fixtures/',
      'tests/types/wrong/',
      'tests/compilers/',
      'tests/emitters/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      'no-restricted-syntax': ['error', ...forbiddenSyntax],
      'object-shorthand': 'error',
      '@typescript-eslint/array-type': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // The compiler reports the rest of what these would; the types of a policy language need `{}` and `never`.
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
    },
  },
  {
    files: TYPED,
    extends: [tseslint.configs.strictTypeCheckedOnly],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/prefer-optional-chain': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Phantom type parameters carry what an action takes; a generic that is used once is how that is inferred.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      // An async function without await still turns a throw into a rejection, which handlers rely on.
      '@typescript-eslint/require-await': 'off',
    },
  },
  // A deprecated builder is still exported, and tested.
  { files: ['packages/*/src/**/index.ts', ...TESTS], rules: { '@typescript-eslint/no-deprecated': 'off' } },
  ...Object.entries(arrows).map(([name, allowed]) => ({
    ...sourcesOf(name),
    rules: { 'no-restricted-imports': ['error', { patterns: restrictedImports(name, allowed) }] },
  })),
  ...PURE.map((name) => ({
    ...sourcesOf(name),
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'performance', 'crypto'].map(
          (global) => ({
            name: global,
            message: `@leastwise/${name} computes: what it needs from outside comes in as an argument.`,
          }),
        ),
      ],
      'no-restricted-syntax': [
        'error',
        ...forbiddenSyntax,
        {
          selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
          message: 'Take a clock as an argument.',
        },
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'Take a clock as an argument.',
        },
        {
          selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
          message: 'Take a source of randomness as an argument.',
        },
      ],
    },
  })),
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);

function restrictedImports(name, allowed) {
  const others = Object.keys(arrows).filter((other) => !allowed.includes(other));
  const forbidden = others.flatMap((other) => [`@leastwise/${other}`, `@leastwise/${other}/**`]);
  const patterns = [
    { group: forbidden, message: `${name} may import ${allowed.join(', ') || 'no other package'}.` },
    {
      regex: `^\\.\\.?/.*/?(${others.join('|')})/src/`,
      message: 'Import another package by its name.',
    },
  ];
  if (name === 'core' || PURE.includes(name)) {
    patterns.push({
      regex: '^node:',
      message: `@leastwise/${name} runs anywhere; it imports nothing from Node.`,
    });
  }
  return patterns;
}
