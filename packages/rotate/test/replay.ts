import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Caller } from '@leastwise/core';
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

async function callStage({ steps }: Stage, write: Caller['write'], oldId: string): Promise<void> {
  // The boundary to the SDK: the port looks at commands alone.
  const client = {} as never;
  let created = { id: '', secret: '' };
  for (const step of steps) {
    switch (step) {
      case 'list':
        await write(client, new ListAccessKeysCommand({ UserName }));
        break;
      case 'create': {
        const reply: unknown = await write(client, new CreateAccessKeyCommand({ UserName }));
        created = keyOf(reply);
        break;
      }
      case 'store': {
        const SecretString = JSON.stringify({ AccessKeyId: created.id, SecretAccessKey: created.secret });
        const ClientRequestToken = `version-of-${created.id}`;
        const VersionStages = ['AWSCURRENT'];
        await write(
          client,
          new PutSecretValueCommand({
            SecretId: target.secret,
            SecretString,
            ClientRequestToken,
            VersionStages,
          }),
        );
        break;
      }
      case 'last used':
        await write(client, new GetAccessKeyLastUsedCommand({ AccessKeyId: oldId }));
        break;
      case 'deactivate':
        await write(client, new UpdateAccessKeyCommand({ UserName, AccessKeyId: oldId, Status: 'Inactive' }));
        break;
      case 'delete':
        await write(client, new DeleteAccessKeyCommand({ UserName, AccessKeyId: oldId }));
        break;
    }
  }
}

function keyOf(reply: unknown): { id: string; secret: string } {
  // The boundary to the SDK: the account in memory answers as IAM does.
  const { AccessKey } = reply as { AccessKey: { AccessKeyId: string; SecretAccessKey: string } };
  return { id: AccessKey.AccessKeyId, secret: AccessKey.SecretAccessKey };
}
