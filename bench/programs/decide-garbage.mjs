// Usage: node --expose-gc --max-semi-space-size=64 decide-garbage.mjs WORKLOAD. Prints how many bytes a decision leaves behind.
import { compile } from '@leastwise/evaluate';
import { policiesOf, principal, requestsOf } from './decide-workload.mjs';

const workload = process.argv[2];
const authorizer = compile({ identity: await policiesOf(workload) });
const requests = requestsOf(workload, 1000).map((request) => ({ principal, ...request }));

function bytesOf(times) {
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  for (let time = 0; time < times; time++)
    for (let i = 0; i < requests.length; i++) authorizer.decide(requests[i]);
  return (process.memoryUsage().heapUsed - before) / times / requests.length;
}

bytesOf(100);
console.log(Math.round(Math.min(bytesOf(10), bytesOf(10), bytesOf(10))));
