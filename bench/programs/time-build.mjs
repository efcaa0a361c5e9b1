// Usage: node time-build.mjs MODULE. Prints the document that the module's default export builds, and nanoseconds a build.
import { pathToFileURL } from 'node:url';
import { Bench } from 'tinybench';

const { default: build } = await import(pathToFileURL(process.argv[2]).href);
const BATCH = 50; // one build takes microseconds: a batch keeps the clock out of the figure

let text = '';
const bench = new Bench({ time: 400, warmupTime: 200 });
bench.add('build', () => {
  for (let i = 0; i < BATCH; i++) text = build();
});
const [task] = await bench.run();
if (task.result.state !== 'completed') throw task.result.error ?? new Error(`the task ${task.result.state}`);
console.log(
  JSON.stringify({ document: JSON.parse(text), nanoseconds: (task.result.latency.p50 * 1e6) / BATCH }),
);
