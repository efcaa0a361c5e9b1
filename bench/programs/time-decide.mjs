// Usage: node --expose-gc time-decide.mjs ENGINE WORKLOAD COUNT. Prints microseconds a decision, compiling included, the
// answers, and the bytes of heap that the engine and what it made of the policies keep.
import { account, policiesOf, principal, requestsOf } from './decide-workload.mjs';

const [engine, workload, count] = process.argv.slice(2);
const policies = await policiesOf(workload);
const requests = requestsOf(workload, Number(count));

/** What an engine made of the policies, so that it counts as memory. */
let kept;

const ENGINES = {
  async leastwise() {
    const { compile } = await import('@leastwise/evaluate');
    return () => {
      const authorizer = (kept = compile({ identity: policies }));
      return requests.map((request) => authorizer.decide({ principal, ...request }).effect === 'Allow');
    };
  },
  async explained() {
    const { compile } = await import('@leastwise/evaluate');
    return () => {
      const authorizer = (kept = compile({ identity: policies }));
      return requests.map((request) =>
        authorizer
          .decide({ principal, ...request })
          .explain()
          .includes(' is allowed'),
      );
    };
  },
  async 'iam-simulate'() {
    const { runSimulation } = await import('@cloud-copilot/iam-simulate');
    const identityPolicies = policies.map((policy, i) => ({ name: `p${i}`, policy }));
    return async () => {
      const answers = [];
      for (const { action, resource, context } of requests) {
        const { overallResult } = await runSimulation(
          {
            request: {
              principal,
              action,
              resource: { resource, accountId: account },
              contextVariables: context,
            },
            identityPolicies,
            serviceControlPolicies: [],
            resourceControlPolicies: [],
          },
          {},
        );
        answers.push(overallResult === 'Allowed');
      }
      return answers;
    };
  },
  async pbac() {
    const { default: PBAC } = await import('pbac');
    // Its schema knows lists only.
    const list = (value) => [value].flat();
    const inLists = ({ Version, Statement }) => ({
      Version,
      Statement: [Statement].flat().map((statement) => ({
        ...statement,
        ...(statement.Action && { Action: list(statement.Action) }),
        ...(statement.NotAction && { NotAction: list(statement.NotAction) }),
        ...(statement.Resource && { Resource: list(statement.Resource) }),
        ...(statement.NotResource && { NotResource: list(statement.NotResource) }),
      })),
    });
    const documents = policies.map(inLists);
    return () => {
      const pbac = (kept = new PBAC(documents, { validateSchema: false }));
      return requests.map(({ action, resource, context }) =>
        pbac.evaluate({
          action,
          resource,
          context: {
            aws: {
              username: 'ana',
              SecureTransport: context['aws:SecureTransport'],
              SourceIp: context['aws:SourceIp'],
            },
          },
        }),
      );
    };
  },
};

// Processor time: waiting for a processor is no part of a decision.
const now = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

// The same time for every engine to warm up, and then to decide in: a batch compiles the policies anew.
const WARM_UP = 1_500_000;
const MEASURE = 1_000_000;

/** Decides batches until the time is over, and gives how many microseconds one decision took. */
async function decideFor(time) {
  const started = now();
  let decided = 0;
  while (now() - started < time) decided += (await decide()).length;
  return (now() - started) / decided;
}

const heap = () => {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};

const before = heap();
const decide = await ENGINES[engine]();
const answers = await decide();
const bytes = heap() - before;
await decideFor(WARM_UP);
const microseconds = await decideFor(MEASURE);
console.log(JSON.stringify({ microseconds, answers, bytes, engine: typeof kept }));
