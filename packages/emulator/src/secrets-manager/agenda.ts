import type { Cloud, StoredSecret } from '../state.ts';
import { accountOf, regionOf } from './replicas.ts';
import { nextWindow } from './rotation-rules.ts';
import { soonestFirst } from './soonest-first.ts';

/** What happens to secrets with time alone, so that a request looks at those whose time has come and not at all there are. */
export interface Agenda {
  /** Whoever may have changed when a secret's time comes says so. */
  readonly touch: (secret: StoredSecret) => void;
  /** Takes out the secrets whose time has come; who is not done with one touches it. */
  readonly due: (now: number) => readonly StoredSecret[];
}

/** What happens to the secrets of a cloud: they are gone for good, and they are rotated. */
export interface Agendas {
  readonly deletions: Agenda;
  readonly rotations: Agenda;
}

/** By the state that they follow from, and forgotten with it: they are no part of it, and no snapshot holds them. */
const AGENDAS = new WeakMap<Cloud, Agendas>();

export function agendasOf(cloud: Cloud): Agendas {
  const known = AGENDAS.get(cloud);
  if (known) return known;
  const fresh = {
    deletions: createAgenda(cloud, ({ deletes }) => deletes?.at),
    rotations: createAgenda(cloud, (secret) => (secret.deletes ? undefined : nextWindow(secret)?.opens)),
  };
  AGENDAS.set(cloud, fresh);
  return fresh;
}

function createAgenda(cloud: Cloud, timeOf: (secret: StoredSecret) => number | undefined): Agenda {
  const touched = new Set(secretsOf(cloud));
  /** When a secret's time comes, as it was last worked out; what the queue has of it for another time no longer counts. */
  const times = new Map<StoredSecret, number>();
  const queue = soonestFirst<StoredSecret>();
  const enter = (secret: StoredSecret): void => {
    const at = timeOf(secret);
    if (at === times.get(secret)) return;
    if (at === undefined) times.delete(secret);
    else {
      times.set(secret, at);
      queue.add(at, secret);
    }
  };
  return {
    touch: (secret) => void touched.add(secret),
    due: (now) => {
      touched.forEach(enter);
      touched.clear();
      const due: StoredSecret[] = [];
      for (let next = queue.take(now); next !== undefined; next = queue.take(now)) {
        if (times.get(next.item) !== next.at) continue;
        times.delete(next.item);
        if (isThere(next.item, cloud)) due.push(next.item);
      }
      return due;
    },
  };
}

function* secretsOf({ accounts }: Cloud): Iterable<StoredSecret> {
  for (const { secrets } of accounts.values())
    for (const inRegion of secrets.values()) yield* inRegion.values();
}

/** A secret may have been deleted since, and another one have its name. */
function isThere(secret: StoredSecret, { accounts }: Cloud): boolean {
  return accounts.get(accountOf(secret))?.secrets.get(regionOf(secret))?.get(secret.name) === secret;
}
