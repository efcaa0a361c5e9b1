import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PBAC from 'pbac';
import type { StatementJson } from '@leastwise/policy';
import { BENCH } from '../command.ts';
import { type Answer, callerOf, type Case, contextOf, type Engine } from './answer.ts';

const manifest = join(BENCH, 'node_modules/pbac/package.json');
const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource'] as const;

export const pbac: Engine = {
  name: 'pbac',
  version: (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version,
  async ask(each) {
    const { identity, ...others } = each.policies;
    if (identity === undefined || Object.keys(others).length > 0)
      return { kind: 'unasked', why: 'it knows identity policies only' };
    if (!/^arn:aws:iam::\d{12}:user\//.test(callerOf(each)))
      return { kind: 'unasked', why: 'it knows no kinds of callers' };
    if (each.request.resourceAccount !== undefined && each.request.resourceAccount !== '111122223333')
      return { kind: 'unasked', why: 'it knows no accounts' };
    return evaluate(each);
  },
};

function evaluate(each: Case): Answer {
  const documents = (each.policies.identity ?? []).map(({ Version = '2012-10-17', Statement }) => ({
    Version,
    Statement: [Statement].flat().map(inLists),
  }));
  // Its context is nested at the colons of the keys.
  const context: Record<string, Record<string, unknown>> = {};
  for (const [key, value] of Object.entries(contextOf(each))) {
    const [prefix = '', ...name] = key.split(':');
    context[prefix] = { ...context[prefix], [name.join(':')]: value };
  }
  const { action, resource } = each.request;
  try {
    const allowed = new PBAC(documents).evaluate({ action, resource, context });
    return { kind: 'answer', effect: allowed ? 'Allow' : 'Deny' };
  } catch (error) {
    return {
      kind: 'refused',
      why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    };
  }
}

/** Its schema knows lists only. */
function inLists(statement: StatementJson): object {
  const lists = LISTS.flatMap((name) =>
    statement[name] === undefined ? [] : [[name, [statement[name]].flat()] as const],
  );
  return { ...statement, ...Object.fromEntries(lists) };
}
