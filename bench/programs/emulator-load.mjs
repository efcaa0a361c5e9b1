// Usage: node --expose-gc emulator-load.mjs WHAT WHERE COUNT. WHERE is `in-process` or the address of a server; prints JSON.
//   requests: microseconds a request, by operation; one request of each, signed by the SDK, is sent COUNT times, eight at a time
//   details: milliseconds to read all pages of GetAccountAuthorizationDetails of an account with COUNT roles
//   memory: MiB of heap that an account with COUNT roles keeps
//   start: milliseconds from before the import to the answer to a first request
import { Agent, request as send } from 'node:http';
import { GetAccountAuthorizationDetailsCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateRoleCommand, CreateUserCommand, GetUserCommand } from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const [what, where, count] = process.argv.slice(2);
const isHere = where === 'in-process';
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

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function overHttp(request) {
  return new Promise((resolve, reject) => {
    const { hostname, port, method, path, headers, body } = request;
    const sent = send({ agent, hostname, port, method, path, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject).end(body);
  });
}

async function repeated(request, config, times) {
  const once = isHere
    ? async () => (await config.requestHandler.handle(request)).response.statusCode
    : () => overHttp(request);
  let left = times;
  const worker = async () => {
    while (left-- > 0) {
      const status = await once();
      if (status !== 200) throw new Error(`answered with ${status}`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 8 }, worker));
  return ((performance.now() - started) * 1000) / times;
}

function unlessThere(error) {
  if (!/Exists/.test(error.name)) throw error;
}

async function requests() {
  const config = await settings();
  // A server may have them from an earlier round.
  await new IAMClient(config).send(new CreateUserCommand({ UserName: 'alice' })).catch(unlessThere);
  const secretsManager = new SecretsManagerClient(config);
  await secretsManager.send(new CreateSecretCommand({ Name: 's', SecretString: 'x' })).catch(unlessThere);
  const user = await captured(IAMClient, config, new GetUserCommand({ UserName: 'alice' }));
  const secret = await captured(SecretsManagerClient, config, new GetSecretValueCommand({ SecretId: 's' }));
  const measured = {};
  for (const [name, request] of Object.entries({ GetUser: user, GetSecretValue: secret })) {
    await repeated(request, config, Math.ceil(count / 10));
    measured[name] = await repeated(request, config, Number(count));
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

const measures = { requests, details, memory, start };
console.log(JSON.stringify(await measures[what]()));
