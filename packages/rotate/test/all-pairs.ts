/* Every pair of faults: `npx tsx --conditions=@leastwise/source packages/rotate/test/all-pairs.ts` */
import { pairs } from './faults.ts';

const { lives, requests, mostRuns, complaints } = await pairs();
const seconds = process.cpuUsage().user / 1e6;
console.log(
  JSON.stringify({ lives, requests, mostRuns, seconds, livesPerSecond: Math.round(lives / seconds) }),
);
for (const complaint of complaints) console.log(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
