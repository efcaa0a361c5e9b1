// Usage: node time-build.mjs MODULE. Prints the document that the module's default export builds, and nanoseconds a build.
import { pathToFileURL } from 'node:url';
import { Bench } from 'tinybench';

const { default: build } = await import(pathToFileURL(process.argv[2]).href);

// One build takes microseconds: a batch keeps the clock out of the figure.
const BATCH = 50;
// Counted, not timed: on a busy machine a warm-up of some seconds can end before the engine has optimised anything.
const WARM_UP = 200;
const BATCHES = 200;

// Processor time, of the collector's and compiler's threads too; waiting for a processor is no part of a build.
const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let text = '';
const bench = new Bench({ now, time: 0, iterations: BATCHES, warmupTime: 0, warmupIterations: WARM_UP });
bench.add('build', () => {
  for (let i = 0; i < BATCH; i++) text = build();
});
const [task] = await bench.run();
const { state, latency } = task.result;
if (state !== 'completed') throw task.result.error ?? new Error(`the task ${state}`);
if (latency.samplesCount < BATCHES) throw new Error(`only ${latency.samplesCount} batches were timed`);
console.log(JSON.stringify({ document: JSON.parse(text), nanoseconds: (latency.p50 * 1e6) / BATCH }));
