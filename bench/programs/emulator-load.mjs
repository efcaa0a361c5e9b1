// Usage: node --expose-gc emulator-load.mjs WHAT WHERE COUNT. WHERE is `in-process` or the address of a server; prints JSON.
//   requests: microseconds a request, by operation; one request of each, signed by the SDK, is sent COUNT times, 32 at a time
//   unread: the same requests, sent to same-answer.mjs at WHERE, which answers what the emulator would
//   calls: the same by the SDK's clients, which sign every request and read every answer
//   details: milliseconds to read all pages of GetAccountAuthorizationDetails of an account with COUNT roles
//   memory: MiB of heap that an account with COUNT roles keeps
//   start: milliseconds from before the import to the answer to a first request
import { GetAccountAuthorizationDetailsCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateRoleCommand, CreateUserCommand, GetUserCommand } from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { sendRepeatedly } from './raw-client.mjs';

const [what, where, count] = process.argv.slice(2);
// What goes to the server that does not look is made, and answered for it, here.
const isHere = where === 'in-process' || what === 'unread';
const keys = process.env.KEYS?.split(' ');

async function settings() {
  // More roles than a new account may have.
  const quotas = { roles: 20_000 };
  if (isHere) return (await import('@leastwise/emulator')).createAws({ quotas }).rootClientConfig();
  const [accessKeyId, secretAccessKey] = keys;
  return { region: 'us-east-1', endpoint: where, credentials: { accessKeyId, secretAccessKey } };
}

/** The request that a command becomes, signed, without sending it. */
async function captured(Client, config, command) {
  let request;
  const client = new Client(config);
  client.middlewareStack.addRelativeTo(
    () => async (args) => {
      request = args.request;
      throw new Error('captured');
    },
    { relation: 'after', toMiddleware: 'awsAuthMiddleware', name: 'capture' },
  );
  await client.send(command).catch((error) => {
    if (error.message !== 'captured') throw error;
  });
  return request;
}

const IN_FLIGHT = 32;

/** Microseconds a call. */
async function repeated(call, times) {
  let left = times;
  const worker = async () => {
    while (left-- > 0) await call();
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return ((performance.now() - started) * 1000) / times;
}

/** Microseconds a request: nothing but the request and its answer. */
async function resent(request, config, times) {
  if (!isHere) return ((await sendRepeatedly(request, times, IN_FLIGHT)) * 1000) / times;
  return repeated(async () => {
    const { statusCode } = (await config.requestHandler.handle(request)).response;
    if (statusCode !== 200) throw new Error(`answered with ${statusCode}`);
  }, times);
}

function unlessThere(error) {
  if (!/Exists/.test(error.name)) throw error;
}

/** Clients of an account in which there is something to ask for, and what is asked. */
async function questions() {
  const config = await settings();
  const [iam, secretsManager] = [new IAMClient(config), new SecretsManagerClient(config)];
  // A server may have them from an earlier round.
  await iam.send(new CreateUserCommand({ UserName: 'alice' })).catch(unlessThere);
  await secretsManager.send(new CreateSecretCommand({ Name: 's', SecretString: 'x' })).catch(unlessThere);
  const asked = {
    GetUser: [IAMClient, iam, new GetUserCommand({ UserName: 'alice' })],
    GetSecretValue: [SecretsManagerClient, secretsManager, new GetSecretValueCommand({ SecretId: 's' })],
  };
  return { config, asked };
}

/** Measures each after a tenth as much that is not counted. */
async function warmed(measure) {
  await measure(Math.ceil(count / 10));
  return measure(Number(count));
}

async function requests() {
  const { config, asked } = await questions();
  const measured = {};
  for (const [name, [Client, , command]] of Object.entries(asked)) {
    const request = await captured(Client, config, command);
    measured[name] = await warmed((times) => resent(request, config, times));
  }
  return measured;
}

async function unread() {
  const { hostname, port } = new URL(where);
  const { config, asked } = await questions();
  const measured = {};
  for (const [name, [Client, , command]] of Object.entries(asked)) {
    const request = await captured(Client, config, command);
    const { headers, body } = (await config.requestHandler.handle(request)).response;
    const answer = JSON.stringify({ headers, body: new TextDecoder().decode(body) });
    await fetch(where, { method: 'PUT', body: answer });
    const send = (times) => sendRepeatedly({ ...request, hostname, port }, times, IN_FLIGHT);
    measured[name] = await warmed(async (times) => ((await send(times)) * 1000) / times);
  }
  return measured;
}

async function calls() {
  const { asked } = await questions();
  const measured = {};
  for (const [name, [, client, command]] of Object.entries(asked)) {
    measured[name] = await warmed((times) => repeated(() => client.send(command), times));
  }
  return measured;
}

async function withRoles(config, roles) {
  const iam = new IAMClient(config);
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'glue.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
  for (let i = 0; i < roles; i++) {
    await iam.send(new CreateRoleCommand({ RoleName: `role-${i}`, AssumeRolePolicyDocument }));
  }
  return iam;
}

async function details() {
  const iam = await withRoles(await settings(), Number(count));
  const started = performance.now();
  let [Marker, roles] = [undefined, 0];
  do {
    const page = await iam.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'], Marker, MaxItems: 1000 }),
    );
    roles += page.RoleDetailList.length;
    ({ Marker } = page);
  } while (Marker !== undefined);
  if (roles !== Number(count)) throw new Error(`there are ${roles} roles`);
  return performance.now() - started;
}

async function memory() {
  const config = await settings();
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const client = await withRoles(config, Number(count));
  globalThis.gc();
  const used = process.memoryUsage().heapUsed - before;
  client.destroy();
  return used / 1024 ** 2;
}

async function start() {
  const started = performance.now();
  await new STSClient(await settings()).send(new GetCallerIdentityCommand({}));
  return performance.now() - started;
}

const measures = { requests, unread, calls, details, memory, start };
console.log(JSON.stringify(await measures[what]()));
