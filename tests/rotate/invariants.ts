import { GetAccessKeyLastUsedCommand } from '@aws-sdk/client-iam';
import { type BareKey, type Cloud, currentValue, keysOf, target } from './cloud.ts';
import { type Intercept, textOf } from './wire.ts';

/** Sees every change that rotations make to a cloud, and what each breaks. */
export interface Watch {
  readonly intercept: Intercept;
  /** What was broken, in words; empty when all is well. */
  readonly violations: string[];
  /** The secret access key of every key that came to be, by id. */
  readonly secrets: ReadonlyMap<string, string>;
}

interface Seen {
  keys: Readonly<Record<string, string>>;
  value: Readonly<Record<string, unknown>> | undefined;
  currentId: string | undefined;
  /** When a key stopped being current, and when it was deactivated. */
  readonly left: Map<string, number>;
  readonly disabled: Map<string, number>;
  /** Answers of STS to a key in a row. */
  readonly proofs: Map<string, number>;
}

const READS = /^(Describe|Get|List)/;

/** Watches a cloud in which nobody but rotations makes changes; `stranger` is a key that is not theirs to touch. */
export async function watch(cloud: Cloud, first: BareKey, stranger?: BareKey): Promise<Watch> {
  const violations: string[] = [];
  const secrets = new Map([first, ...(stranger ? [stranger] : [])].map(({ id, secret }) => [id, secret]));
  const value = await currentValue(cloud);
  const seen: Seen = {
    keys: await keysOf(cloud),
    value,
    currentId: idIn(value),
    left: new Map(),
    disabled: new Map(),
    proofs: new Map(),
  };
  const intercept: Intercept = async (operation, send, sender) => {
    const reply = await send();
    if (operation === 'GetCallerIdentity') note(seen.proofs, sender, reply.response.statusCode === 200);
    if (operation === 'CreateAccessKey') learn(secrets, textOf(reply.response.body));
    if (!READS.test(operation)) {
      const broken = await check(operation, cloud, seen, secrets, stranger?.id);
      violations.push(...broken.map((what) => `after ${operation}: ${what}`));
    }
    return reply;
  };
  return { intercept, violations, secrets };
}

function note(proofs: Map<string, number>, keyId: string, accepted: boolean): void {
  proofs.set(keyId, accepted ? (proofs.get(keyId) ?? 0) + 1 : 0);
}

function learn(secrets: Map<string, string>, reply: string): void {
  const id = /<AccessKeyId>([^<]+)</.exec(reply)?.[1];
  const secret = /<SecretAccessKey>([^<]+)</.exec(reply)?.[1];
  if (id !== undefined && secret !== undefined) secrets.set(id, secret);
}

function idIn(value: Record<string, unknown> | undefined): string | undefined {
  const id = value?.['AccessKeyId'];
  return typeof id === 'string' ? id : undefined;
}

async function check(
  operation: string,
  cloud: Cloud,
  seen: Seen,
  secrets: ReadonlyMap<string, string>,
  strangerId: string | undefined,
): Promise<string[]> {
  const before = { ...seen };
  // IAM changes no secret, and Secrets Manager no key: each look costs a request.
  if (operation.includes('Secret')) seen.value = await currentValue(cloud);
  else seen.keys = await keysOf(cloud);
  const { value } = seen;
  seen.currentId = idIn(value);
  const now = cloud.clock.now();
  const wasEverCurrent = (id: string): boolean => id === before.currentId || seen.left.has(id);
  const broken: string[] = [];

  if (Object.keys(seen.keys).length > 2) broken.push('I1: more than two keys');
  if (seen.currentId !== undefined) {
    if (seen.keys[seen.currentId] !== 'Active') broken.push('I2: the current key is not active');
    if (value?.['SecretAccessKey'] !== secrets.get(seen.currentId))
      broken.push("I2: not the key's own secret");
  }
  if (seen.currentId !== before.currentId) {
    if ((seen.proofs.get(seen.currentId ?? '') ?? 0) < 3) broken.push('I2: promoted without proof');
    if (before.currentId !== undefined) seen.left.set(before.currentId, now);
  }
  for (const [id, status] of Object.entries(before.keys)) {
    const after = seen.keys[id];
    if (after === status) continue;
    if (id === strangerId) broken.push("I3: a stranger's key was touched");
    if (after === 'Inactive') {
      seen.disabled.set(id, now);
      if (wasEverCurrent(id)) broken.push(...(await checkDeactivation(cloud, seen, id)));
    }
    const recovered = now - (seen.disabled.get(id) ?? now) >= target.windows.recovery;
    if (after === undefined && wasEverCurrent(id) && !(status === 'Inactive' && recovered)) {
      broken.push('I4: deleted before the recovery period was over');
    }
  }
  return broken;
}

async function checkDeactivation({ iam, clock }: Cloud, seen: Seen, id: string): Promise<string[]> {
  const { grace, quiet } = target.windows;
  const { AccessKeyLastUsed } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }));
  const used = AccessKeyLastUsed?.LastUsedDate?.getTime() ?? 0;
  return [
    ...(id === seen.currentId ? ['I4: the current key was deactivated'] : []),
    ...(clock.now() < (seen.left.get(id) ?? Infinity) + grace
      ? ['I4: deactivated within the grace period']
      : []),
    ...(clock.now() < used + quiet ? ['I4: deactivated while it was in use'] : []),
  ];
}
