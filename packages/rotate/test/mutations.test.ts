import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { singlesOf } from './faults.ts';
import { SUBJECT } from './life.ts';
import { clearMutants, mutant, type Mutation, secretMutant } from './mutants.ts';
import { SCENARIOS } from './scenarios.ts';
import type { Kind } from './secret-kinds.ts';
import { secretLife } from './secret-life.ts';

/** A machine under load takes its time. */
const TIMEOUT = 240_000;

/** Each takes one safeguard out of the sources. */
const MUTATIONS: readonly (Mutation & { readonly noticedBy: keyof typeof SCENARIOS })[] = [
  {
    name: 'the verification',
    noticedBy: 'slowKey',
    file: 'table/pending.ts',
    find: "  if (identity === undefined) return { look: 'identity', versionId: id, keyId, as: 'proof' };\n",
    replace: '',
  },
  {
    name: 'the second and third success',
    noticedBy: 'slowKey',
    file: 'identity.ts',
    find: 'const SUCCESSES = 3;',
    replace: 'const SUCCESSES = 1;',
  },
  {
    name: 'the grace period',
    noticedBy: 'wrongClocks',
    file: 'table/previous.ts',
    find: 'if (s.now < retiredAt + grace) {',
    replace: 'if (s.now < retiredAt) {',
  },
  {
    name: 'the last-used check',
    noticedBy: 'lateConsumer',
    file: 'table/previous.ts',
    find: "if (lastUse !== 'never' && s.now < lastUse.at + quiet) {",
    replace: "if (lastUse !== 'never' && s.now < lastUse.at) {",
  },
  {
    name: 'the recovery period',
    noticedBy: 'wrongClocks',
    file: 'table/previous.ts',
    find: 'const at = disabledAt + s.target.windows.recovery;',
    replace: 'const at = disabledAt;',
  },
  {
    name: 'the announcement',
    noticedBy: 'faults',
    file: 'mint.ts',
    find: 'if (!(await announce(run, arn, intentId, intent))) return { taken: intentId };',
    replace: '',
  },
  {
    name: 'the lock in the announcement',
    noticedBy: 'race',
    file: 'mint.ts',
    find: "if (awsErrorName(error) === 'ResourceExists') return false;",
    replace: "if (awsErrorName(error) === 'ResourceExists') return true;",
  },
  {
    name: 'the single attempt to create',
    noticedBy: 'faults',
    file: 'mint.ts',
    find: 'await run.caller.create(',
    replace: 'await run.caller.write(',
  },
  {
    name: 'the attribution',
    noticedBy: 'strangers',
    file: 'table/unknown.ts',
    find: 'return attributable ? unlessUsed(s, orphan) : undefined;',
    replace: 'return orphan && unlessUsed(s, orphan);',
  },
  {
    name: "AWS's time",
    noticedBy: 'wrongClocks',
    file: 'aws-time.ts',
    find: 'if (Math.abs(seen - ahead) > TOLERANCE)',
    replace: 'if (Math.abs(seen - ahead) > Infinity)',
  },
  {
    name: 'the fields edited meanwhile',
    noticedBy: 'edits',
    file: 'table/same-fields.ts',
    find: 'return JSON.stringify(a.fields.reveal()) === JSON.stringify(b.fields.reveal());',
    replace: 'return a !== undefined && b !== undefined;',
  },
];

/** The same for secrets with a strategy, noticed by single faults in a life of that kind. */
const SECRET_MUTATIONS: readonly (Mutation & { readonly noticedBy: Kind })[] = [
  {
    name: 'trying a value',
    noticedBy: 'dual',
    file: 'strategy/secret-decision.ts',
    find: "      return { observed: 'pending, set', decision: { do: 'test', versionId } };\n    const from",
    replace: '      void 0;\n    const from',
  },
  {
    name: 'setting a first value',
    noticedBy: 'hand-over',
    file: 'strategy/secret-decision.ts',
    find: 'if (isMintedFrom(arn, NO_BASE, versionId)) {',
    replace: 'if (versionId === NO_BASE) {',
  },
  {
    name: 'the grace period of a value',
    noticedBy: 'dual',
    file: 'strategy/secret-decision.ts',
    find: '  if (now < next.at) {',
    replace: '  if (now < retiredAt) {',
  },
  {
    name: 'storing before setting',
    noticedBy: 'single',
    file: 'strategy/secret-steps.ts',
    find: '  const value = await makeValue(run, o);\n  if (!value) return',
    replace:
      '  const value = await makeValue(run, o);\n  if (value) await run.target.strategy.set({ pending: value }, run.tools);\n  if (!value) return',
  },
  {
    name: 'finding what was lost',
    noticedBy: 'alternating',
    file: 'strategy/secret-steps.ts',
    find: '  await run.target.strategy.creates?.reclaim(announced, run.tools);\n',
    replace: '',
  },
  {
    name: 'announcing what is created',
    noticedBy: 'alternating',
    file: 'strategy/announcement.ts',
    find: '    await caller.write(secretsManager, put);\n',
    replace: '',
  },
  {
    name: 'taking back what could not be stored',
    noticedBy: 'alternating',
    file: 'strategy/secret-steps.ts',
    find: '      await creates?.discard(value, run.tools);\n      await withdraw();\n',
    replace: '      await withdraw();\n',
  },
];

describe('the tests notice when a safeguard is gone', () => {
  beforeAll(clearMutants);
  afterAll(clearMutants);

  test.each(Object.entries(SCENARIOS))(
    '%s has nothing to say while all are there',
    async (_, scenario) => {
      expect(await scenario(SUBJECT)).toEqual([]);
    },
    TIMEOUT,
  );

  test.each(MUTATIONS)(
    '$name, by $noticedBy',
    async ({ noticedBy, ...mutation }) => {
      expect(await SCENARIOS[noticedBy](await mutant(mutation))).not.toEqual([]);
    },
    TIMEOUT,
  );

  test.each(SECRET_MUTATIONS)(
    '$name, by a $noticedBy secret',
    async ({ noticedBy, ...mutation }) => {
      const liveUnder = secretLife(noticedBy, await secretMutant(mutation));
      expect((await singlesOf(liveUnder)).complaints).not.toEqual([]);
    },
    TIMEOUT,
  );
});
