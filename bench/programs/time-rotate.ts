/*
 * Counts and times rotations, in one process: a fleet through the real SDK on the embedded endpoint, and lives with a fault on the
 * account in memory of the package's own tests. Usage: time-rotate.ts [USERS]
 */
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { createAws } from '@leastwise/emulator';
import { accessKey, rotateFleet } from '@leastwise/rotate';
import { liveWith, singles } from '../../packages/rotate/test/faults.ts';
import { createClock } from '../../packages/rotate/test/clock.ts';

const users = Number(process.argv[2] ?? 1_000);

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Nobody waits here: the clock is moved where a rotation sleeps. */
const clock = createClock();
const aws = createAws({ clock });
const iam = new IAMClient(aws.rootClientConfig());
const secretsManager = new SecretsManagerClient(aws.rootClientConfig());
const names = Array.from({ length: users }, (_, i) => `user-${i}`);
for (const UserName of names) {
  await iam.send(new CreateUserCommand({ UserName }));
  await secretsManager.send(new CreateSecretCommand({ Name: `keys/${UserName}` }));
}
const consumers = { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' } as const;
const fleet = names.map((user) => accessKey({ user, secret: `keys/${user}`, every: '60d', consumers }));
let calls = 0;
const fleetBegan = cpuSeconds();
const report = await rotateFleet(fleet, {
  iam,
  secretsManager,
  stsFor: (credentials) => new STSClient(aws.clientConfig(credentials)),
  clock,
  onEvent: ({ type }) => {
    if (type === 'call') calls++;
  },
});
const fleetSeconds = cpuSeconds() - fleetBegan;
if (report.counts['promoted'] !== users) throw new Error(`not all rotated: ${JSON.stringify(report.counts)}`);

const { requests } = await liveWith([]);
const livesBegan = cpuSeconds();
const { lives, complaints } = await singles();
const livesSeconds = cpuSeconds() - livesBegan;
if (complaints.length > 0) throw new Error(complaints.join('\n'));

console.log(
  JSON.stringify({
    callsPerLifecycle: requests,
    fleetSeconds,
    callsPerUser: calls / users,
    lives,
    livesSeconds,
  }),
);
