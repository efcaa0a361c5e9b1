import { secret } from '@leastwise/core';
import { alternatingAccessKeys } from '../src/alternating-keys/alternating-access-keys.ts';
import { consolePassword } from '../src/console-password/console-password.ts';
import { managedSecret, type SecretTarget } from '../src/strategy/managed-secret.ts';
import type { Strategy } from '../src/strategy/strategy.ts';
import { type Account, CANARY, USER } from './account.ts';
import { memoryClients } from './memory-port.ts';
import { seeded } from './random.ts';

export const KINDS = ['single', 'dual', 'console', 'hand-over', 'alternating'] as const;
export type Kind = (typeof KINDS)[number];

/** Two users of the account who take turns. */
const USERS = ['training-a', 'training-b'] as const;

/** What tells one kind of secret from another. */
export interface SecretKind {
  readonly target: SecretTarget;
  /** How many values come after another in a life. */
  readonly values: number;
  /** Whether the previous value works beside the current one. */
  readonly overlaps: boolean;
  /** How often a value has to be tried before it is promoted. */
  readonly proofs: number;
  /** The values that work. */
  readonly working: (account: Account) => readonly string[];
  /** How many of them a finished life leaves. */
  readonly left: number;
  /** The value that a version holds. */
  readonly valueOf: (members: Readonly<Record<string, unknown>>) => string;
}

/** A secret of that kind; the account gets the users that it is about. */
export function secretKind(kind: Kind, account: Account): SecretKind {
  if (kind === 'single' || kind === 'dual') return tokenKind(kind);
  if (kind === 'alternating') return alternatingKind(account);
  return consoleKind(kind);
}

const SECRET = 'ml/aml-packt';

function tokenKind(overlap: 'single' | 'dual'): SecretKind {
  const strategy = tokenStrategy(overlap);
  const isDual = overlap === 'dual';
  return {
    target: managedSecret({ secret: SECRET, strategy, every: '60d', ...(isDual ? { grace: '1d' } : {}) }),
    ...{ values: 2, overlaps: isDual, proofs: 1, left: 1 },
    working: ({ tokens }) => [...tokens],
    valueOf: ({ token }) => String(token),
  };
}

/* The port names an operation after the class of its command. */
class SetTokenCommand {
  readonly input: unknown;
  constructor(input: { readonly token: string; readonly alone: boolean }) {
    this.input = input;
  }
}
class TestTokenCommand {
  readonly input: unknown;
  constructor(input: { readonly token: string }) {
    this.input = input;
  }
}
class RetireTokenCommand {
  readonly input: unknown;
  constructor(input: { readonly token: string }) {
    this.input = input;
  }
}

function tokenStrategy(overlap: 'single' | 'dual'): Strategy<{ token: string }> {
  // The boundary to the SDK: the port looks at commands alone.
  const service = {} as never;
  let made = 0;
  return {
    name: 'token',
    overlap,
    read: ({ token }) => ({ token: String(token) }),
    mint: () => Promise.resolve(secret({ token: `${CANARY}-token-${made++}` })),
    set: async ({ pending }, { caller }) => {
      const { token } = pending.reveal();
      await caller.write(service, new SetTokenCommand({ token, alone: overlap === 'single' }) as never);
    },
    test: async (value, { caller }) => {
      await caller.read(service, new TestTokenCommand(value.reveal()) as never);
    },
    ...(overlap === 'dual'
      ? {
          retire: async ({ previous }, { caller }) => {
            await caller.write(service, new RetireTokenCommand(previous.reveal()) as never);
          },
        }
      : {}),
  };
}

function consoleKind(kind: 'console' | 'hand-over'): SecretKind {
  const handOver = kind === 'hand-over';
  const random = seeded(1);
  const strategy = consolePassword({
    ...{ user: USER, iam: memoryClients().iam, handOver },
    randomInt: (limit) => Math.floor(random() * limit),
  });
  return {
    target: managedSecret({ secret: SECRET, strategy, every: handOver ? 'never' : '60d' }),
    ...{ values: handOver ? 1 : 2, overlaps: false, proofs: 1, left: 1 },
    working: ({ passwords }) => passwords.slice(-1),
    valueOf: ({ password }) => String(password),
  };
}

function alternatingKind(account: Account): SecretKind {
  for (const user of USERS) account.users.set(user, new Map());
  const { iam, stsFor } = memoryClients();
  const strategy = alternatingAccessKeys({ users: USERS, iam, stsFor });
  return {
    target: managedSecret({ secret: SECRET, strategy, every: '60d', grace: '1d' }),
    ...{ values: 3, overlaps: true, proofs: 3, left: 2 },
    working: ({ users }) => USERS.flatMap((user) => [...(users.get(user)?.keys() ?? [])]),
    valueOf: ({ AccessKeyId }) => String(AccessKeyId),
  };
}
