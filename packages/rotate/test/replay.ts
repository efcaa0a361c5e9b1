import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { type Caller, LeastwiseError } from '@leastwise/core';
import { moveLabel } from './account.ts';
import { type Fault, FAULTS, plan, type Strike } from './faults.ts';
import { accountWithDueKey, DAY, layered, leftovers, target } from './life.ts';
import { memoryPort } from './memory-port.ts';
import type { OtherRotator, Stage } from './other-rotators.ts';
import { watch } from './watch.ts';

export const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5'] as const;
export type Invariant = (typeof INVARIANTS)[number];

/** What a life with one fault broke. */
export interface Broken {
  readonly rules: ReadonlySet<Invariant>;
  /** Whether what consumers read was at some time no active key. */
  readonly cutOff: boolean;
}

/** What came of one order of calls. */
export interface Replayed {
  /** How many calls it makes where nothing goes wrong. */
  readonly calls: number;
  /** What it breaks even then. */
  readonly without: Broken;
  /** What it breaks under each single fault. */
  readonly under: readonly Broken[];
}

/** Lives an order of calls with every fault at every call, judged as our own rotation is. */
export async function replay(rotator: OtherRotator): Promise<Replayed> {
  const { calls, broken } = await liveOrder(rotator, []);
  const under: Broken[] = [];
  for (const fault of FAULTS)
    for (let at = 0; at < calls; at++) under.push((await liveOrder(rotator, [strike(fault, at)])).broken);
  return { calls, without: broken, under };
}

function strike(fault: Fault, at: number): Strike {
  return { fault, at };
}

/** A stage that fails is repeated on the next days, as a schedule or a person would. */
const ATTEMPTS = 3;

async function liveOrder(
  { stages, byAge }: OtherRotator,
  strikes: readonly Strike[],
): Promise<{ calls: number; broken: Broken }> {
  const { account, firstId } = accountWithDueKey();
  const watched = watch(account, target.windows);
  const planned = plan(strikes);
  // Whatever the SDK repeats by default, a create too, is repeated here: none of the pages says otherwise.
  const { write } = memoryPort(account, layered(planned.wire, watched))({}, () => undefined);
  const began = account.clock.now();
  for (const stage of stages) {
    account.clock.advanceTo(began + stage.day * DAY);
    let isDone = false;
    for (let attempt = 0; attempt < ATTEMPTS && !isDone; attempt++) {
      if (attempt > 0) account.clock.advance(DAY);
      isDone = await tryStage(stage, write, firstId);
      planned.endRun?.();
    }
    if (!isDone && !byAge) break;
  }
  // Secrets Manager leaves it there, and takes it along the next time.
  if (account.holderOf('AWSPENDING') === account.holderOf('AWSCURRENT')) {
    moveLabel(account, 'AWSPENDING', undefined);
  }
  const complaints = [...watched.violations, ...leftovers(account, firstId)];
  const rules = INVARIANTS.filter((name) => complaints.some((complaint) => complaint.includes(name)));
  const cutOff = complaints.some((complaint) => CUT_OFF.test(complaint));
  return { calls: planned.requests(), broken: { rules: new Set(rules), cutOff } };
}

/** As `watch` says it. */
export const CUT_OFF: RegExp = /the current key was taken away|the key made current is not active/;

/** Whether the stage came to its end. */
async function tryStage(stage: Stage, write: Caller['write'], oldId: string): Promise<boolean> {
  try {
    await callStage(stage, write, oldId);
    return true;
  } catch {
    return false;
  }
}

const UserName = 'AML@Packt';
const SecretId = target.secret;
/** What Secrets Manager calls the version of a rotation, however often it tries. */
const TOKEN = 'version-of-this-rotation';

interface BareKey {
  readonly id: string;
  readonly secret: string;
}

/** What a run knows. */
interface Progress {
  readonly oldId: string;
  created: BareKey;
  replaced: string;
  currentVersion: string;
}

async function callStage({ steps }: Stage, write: Caller['write'], oldId: string): Promise<void> {
  const none = { id: '', secret: '' };
  const progress: Progress = { oldId, created: none, replaced: '', currentVersion: '' };
  for (const step of steps) if ((await callStep(step, write, progress)) === 'over') return;
}

/** `over`: nothing is left to do. */
async function callStep(
  step: Stage['steps'][number],
  write: Caller['write'],
  progress: Progress,
): Promise<'over' | undefined> {
  // The boundary to the SDK: the port looks at commands alone.
  const client = {} as never;
  const { created, oldId, replaced, currentVersion } = progress;
  switch (step) {
    case 'list':
      await write(client, new ListAccessKeysCommand({ UserName }));
      return;
    case 'create': {
      const reply: unknown = await write(client, new CreateAccessKeyCommand({ UserName }));
      progress.created = keyOf(reply);
      return;
    }
    case 'store':
      await write(client, storing(created, `version-of-${created.id}`, 'AWSCURRENT'));
      return;
    case 'store pending':
      await write(client, storing(created, TOKEN, 'AWSPENDING')).catch(async (error: unknown) => {
        if (error instanceof LeastwiseError && error.code !== 'OUTCOME_UNKNOWN')
          await write(client, new DeleteAccessKeyCommand({ UserName, AccessKeyId: created.id }));
        throw error;
      });
      return;
    case 'describe': {
      const reply: unknown = await write(client, new DescribeSecretCommand({ SecretId }));
      // The boundary to the SDK: the account in memory answers as Secrets Manager does.
      const { VersionIdsToStages: labels } = reply as { VersionIdsToStages: Record<string, string[]> };
      progress.currentVersion = Object.keys(labels).find((id) => labels[id]?.includes('AWSCURRENT')) ?? '';
      return progress.currentVersion === TOKEN ? 'over' : undefined;
    }
    case 'read pending':
      progress.created = await read(write, TOKEN);
      return;
    case 'read current': {
      const { id } = await read(write, currentVersion);
      progress.replaced ||= id;
      return;
    }
    case 'try': {
      const sender = { accessKeyId: created.id, secretAccessKey: created.secret };
      await write({ sender } as never, new GetCallerIdentityCommand({}));
      return;
    }
    case 'move current': {
      const move = { MoveToVersionId: TOKEN, RemoveFromVersionId: currentVersion };
      await write(
        client,
        new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...move }),
      );
      progress.currentVersion = TOKEN;
      return;
    }
    case 'delete replaced':
      await write(client, new DeleteAccessKeyCommand({ UserName, AccessKeyId: replaced }));
      return;
    case 'last used':
      await write(client, new GetAccessKeyLastUsedCommand({ AccessKeyId: oldId }));
      return;
    case 'deactivate':
      await write(client, new UpdateAccessKeyCommand({ UserName, AccessKeyId: oldId, Status: 'Inactive' }));
      return;
    case 'delete':
      await write(client, new DeleteAccessKeyCommand({ UserName, AccessKeyId: oldId }));
      return;
  }
}

function storing({ id, secret }: BareKey, ClientRequestToken: string, label: string): PutSecretValueCommand {
  const SecretString = JSON.stringify({ AccessKeyId: id, SecretAccessKey: secret });
  return new PutSecretValueCommand({ SecretId, SecretString, ClientRequestToken, VersionStages: [label] });
}

async function read(write: Caller['write'], VersionId: string): Promise<BareKey> {
  const command = new GetSecretValueCommand({ SecretId, VersionId });
  const reply: unknown = await write({} as never, command);
  // The boundary to the SDK: the account in memory answers as Secrets Manager does.
  const { SecretString } = reply as { SecretString: string };
  const { AccessKeyId: id, SecretAccessKey: secret } = JSON.parse(SecretString) as Record<string, string>;
  return { id: id ?? '', secret: secret ?? '' };
}

function keyOf(reply: unknown): BareKey {
  // The boundary to the SDK: the account in memory answers as IAM does.
  const { AccessKey } = reply as { AccessKey: { AccessKeyId: string; SecretAccessKey: string } };
  return { id: AccessKey.AccessKeyId, secret: AccessKey.SecretAccessKey };
}
