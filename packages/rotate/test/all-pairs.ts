/*
 * Every pair of faults: `npx tsx --conditions=@leastwise/source packages/rotate/test/all-pairs.ts [KIND...]`, where a kind is `access-key`, `ses` or
 * one of secret-kinds.ts; all of them unless named.
 */
import { liveWith, type LiveWith, pairs } from './faults.ts';
import { KINDS } from './secret-kinds.ts';
import { secretLife } from './secret-life.ts';
import { sesLife } from './ses-life.ts';

const LIVES = new Map<string, LiveWith>([
  ['access-key', liveWith],
  ['ses', sesLife],
  ...KINDS.map((kind) => [kind, secretLife(kind)] as const),
]);
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : LIVES.keys()) {
  const liveUnder = LIVES.get(name);
  if (!liveUnder) throw new Error(`there is no kind \`${name}\`: ${[...LIVES.keys()].join(', ')}`);
  const began = process.cpuUsage().user;
  const { lives, requests, mostRuns, complaints } = await pairs(() => true, liveUnder);
  const seconds = (process.cpuUsage().user - began) / 1e6;
  const livesPerSecond = Math.round(lives / seconds);
  console.log(JSON.stringify({ name, lives, requests, mostRuns, seconds, livesPerSecond }));
  for (const complaint of complaints) console.log(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}
