import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { Plan } from '@leastwise/apply';
import { LeastwiseError } from '@leastwise/core';
import { type DemoResult, runDemo } from './demo.ts';
import { type Endpoint, fromEnvironment, inProcess, overHttp } from './endpoints.ts';

const HELP = `Builds the identities of a machine-learning team, plans them, applies them, reads them back and rotates a key.

  npm run demo                against the embedded endpoint, in-process
  npm run demo -- --http      against the embedded endpoint, over HTTP on the loopback interface
  npm run demo -- --aws       against the AWS account of your credentials, after showing the plan and asking
  AWS_ENDPOINT_URL=http://127.0.0.1:5000 npm run demo
                              against that server
`;

try {
  const { values } = parseArgs({
    options: { aws: { type: 'boolean' }, http: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) process.stdout.write(HELP);
  else await run(values.aws === true, values.http === true);
} catch (error) {
  process.exitCode = 1;
  console.error(`\n${messageOf(error)}`);
}

async function run(aws: boolean, http: boolean): Promise<void> {
  const remote = aws || process.env['AWS_ENDPOINT_URL'] !== undefined;
  const endpoint = remote ? fromEnvironment() : http ? await overHttp() : inProcess();
  try {
    const agree = aws ? askFirst : () => Promise.resolve(true);
    const result = await runDemo(endpoint, { say: console.log, agree });
    console.log(result ? summary(endpoint, result) : '\nNothing was changed.');
    if (result && (result.left > 0 || result.same < result.compared)) process.exitCode = 1;
  } finally {
    await endpoint.close();
  }
}

/** Typing the account's id takes longer than pressing a key, and shows which account is meant. */
async function askFirst(plan: Plan): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new LeastwiseError({
      code: 'NOBODY_TO_ASK',
      what: 'this would change a real account, and there is no terminal to ask at',
      hint: 'run it in a terminal',
    });
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`\nType ${plan.account} to apply this plan: `);
  terminal.close();
  return answer.trim() === plan.account;
}

function summary({ name }: Endpoint, { applied, compared, same, left, rotations }: DemoResult): string {
  const last = rotations.at(-1);
  const key =
    last?.state === 'promoted'
      ? `was replaced by ${last.keyId ?? 'a new one'}`
      : `was left as it is: ${last?.reason ?? 'nothing was tried'}`;
  return `
Done, against ${name}.
  ${applied} steps applied; ${same} of ${compared} documents read back equal; applying it again took ${left} steps.
  The access key ${key}.`;
}

function messageOf(error: unknown): string {
  if (error instanceof LeastwiseError) return `${error.code}: ${error.message}`;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return `${error.message}\n\n${HELP}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
