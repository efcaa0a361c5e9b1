/* What the embedded endpoint takes, against moto_server in the same run where that is on the machine. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'tsup';
import config from '../../tsup.config.ts';
import { motoMissing, startMoto } from '../../tests/witnesses/moto.ts';
import { command, node, ROOT } from '../command.ts';
import { type Figure, row, type Row } from '../figure.ts';
import { median } from '../statistics.ts';

const PROGRAM = 'bench/programs/emulator-load.mjs';
const SAME_ANSWER = 'bench/programs/same-answer.mjs';
const COMMAND_LINE = join(ROOT, 'packages/emulator/dist/command-line/main.js');

/** Against moto. */
const FACTOR = 20;

interface Server {
  readonly url: string;
  /** Access key id and secret, with a space between. */
  readonly keys: string;
  /** From the start of its process to its first answer, in milliseconds. */
  readonly startMs: number;
  stop(): Promise<void> | void;
}

export const emulator: Figure = {
  name: 'emulator',
  async measure() {
    await buildEmulator();
    const servers = { ours: await startOurs(), theirs: await startTheirs(), unread: await startUnread() };
    try {
      return await rows(servers);
    } finally {
      for (const server of Object.values(servers)) await server?.stop();
    }
  },
};

/** As it is published. Those that it imports have been built for the other figures. */
async function buildEmulator(): Promise<void> {
  const options = [config].flat().filter((each) => typeof each !== 'function' && each.name === 'emulator');
  for (const each of options) await build({ ...each, config: false });
}

async function startOurs(): Promise<Server> {
  const started = performance.now();
  const child = spawn(process.execPath, [COMMAND_LINE, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.includes('# listening on')) break;
  }
  const read = (name: string): string => new RegExp(`^export ${name}=(.*)$`, 'm').exec(printed)?.[1] ?? '';
  const url = read('AWS_ENDPOINT_URL');
  await fetch(url);
  const keys = `${read('AWS_ACCESS_KEY_ID')} ${read('AWS_SECRET_ACCESS_KEY')}`;
  return { url, keys, startMs: performance.now() - started, stop: () => void child.kill() };
}

async function startTheirs(): Promise<Server | undefined> {
  if (motoMissing !== undefined) return undefined;
  const started = performance.now();
  const moto = await startMoto();
  return { ...moto, keys: 'test test', startMs: performance.now() - started };
}

/** A server that answers the same bytes without looking: what it takes is Node's, whoever uses it, or the client's. */
async function startUnread(): Promise<Server> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(ROOT, SAME_ANSWER)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', (code) => reject(new Error(`${SAME_ANSWER} ended with ${code}`)));
  });
  return { url, keys: '', startMs: performance.now() - started, stop: () => void child.kill() };
}

/** What the load program measures, at a server or in its own process. */
async function load<Measured>(what: string, server: Server | undefined, count: number): Promise<Measured> {
  const args = ['--expose-gc', PROGRAM, what, server?.url ?? 'in-process', String(count)];
  if (!server) return JSON.parse(await node(args, ROOT)) as Measured;
  // The keys reach it by the environment, which is otherwise empty.
  const measured = await command('env', [`KEYS=${server.keys}`, process.execPath, ...args], ROOT);
  return JSON.parse(measured) as Measured;
}

type PerOperation = Readonly<Record<string, number>>;

const ROUNDS = 5;

interface Servers {
  readonly ours: Server;
  readonly theirs: Server | undefined;
  readonly unread: Server;
}

interface Measured {
  readonly here: PerOperation;
  readonly overHttp: PerOperation;
  readonly moto: PerOperation | undefined;
  /** Of requests alone: the SDK's client says nothing of a server. */
  readonly unread: PerOperation | undefined;
}

/** Microseconds a request, by operation: the median of rounds in which all take their turns, whatever else the machine does. */
async function inTurns(
  what: 'requests' | 'calls',
  counts: { readonly here: number; readonly overHttp: number; readonly moto: number },
  { ours, theirs, unread }: Servers,
): Promise<Measured> {
  const rounds: Record<keyof Measured, PerOperation[]> = { here: [], overHttp: [], moto: [], unread: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.here.push(await load<PerOperation>(what, undefined, counts.here));
    if (theirs) rounds.moto.push(await load<PerOperation>(what, theirs, counts.moto));
    rounds.overHttp.push(await load<PerOperation>(what, ours, counts.overHttp));
    if (what === 'requests') rounds.unread.push(await load<PerOperation>('unread', unread, counts.overHttp));
  }
  return {
    here: medians(rounds.here),
    overHttp: medians(rounds.overHttp),
    moto: theirs && medians(rounds.moto),
    unread: what === 'requests' ? medians(rounds.unread) : undefined,
  };
}

function medians(rounds: readonly PerOperation[]): PerOperation {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(rounds.map((round) => round[name] ?? Number.NaN))]),
  );
}

async function rows(servers: Servers): Promise<readonly Row[]> {
  const { ours, theirs } = servers;
  const requests = await inTurns('requests', { here: 8_000, overHttp: 4_000, moto: 400 }, servers);
  const calls = await inTurns('calls', { here: 800, overHttp: 800, moto: 200 }, servers);
  const starts = [];
  for (let i = 0; i < 5; i++) starts.push(await load<number>('start', undefined, 1));
  const details = {
    here: await load<number>('details', undefined, 1_000),
    theirs: theirs && (await load<number>('details', theirs, 1_000)),
  };
  return [
    plain('emulator: import to first answer, in-process', median(starts), 'ms'),
    plain('emulator: start to first answer, over HTTP', ours.startMs, 'ms', motos(theirs?.startMs)),
    ...perOperation(requests, '', request),
    // Without a goal: the client's own part, the same on both sides, is the larger one.
    ...perOperation(calls, ", with the SDK's client", ({ name, value, peer }) =>
      plain(name, value, 'us', peer),
    ),
    plain('emulator: heap of 10,000 roles', await load<number>('memory', undefined, 10_000), 'MiB'),
    plain('emulator: details of 1,000 roles', details.here, 'ms', motos(details.theirs)),
  ];
}

/** A figure of an operation and what others take for the same. */
interface Compared {
  readonly name: string;
  readonly value: number;
  readonly peer: Peers;
}

type Peers = Readonly<{ moto_server?: number; 'answering unread'?: number }>;

function perOperation(
  { here, overHttp, moto, unread }: Measured,
  how: string,
  toRow: (compared: Compared) => Row,
): readonly Row[] {
  return Object.entries(here).flatMap(([operation, value]) => {
    const peer = motos(moto?.[operation]);
    const floor = unread?.[operation];
    const http = { ...peer, ...(floor !== undefined && { 'answering unread': floor }) };
    return [
      toRow({ name: `emulator: ${operation}, in-process${how}`, value, peer }),
      toRow({
        name: `emulator: ${operation}, over HTTP${how}`,
        value: overHttp[operation] ?? Number.NaN,
        peer: http,
      }),
    ];
  });
}

function motos(moto: number | undefined): Peers {
  return moto === undefined ? {} : { moto_server: moto };
}

function request({ name, value, peer }: Compared): Row {
  const goal = peer.moto_server === undefined ? null : peer.moto_server / FACTOR;
  return row({ name, value, unit: 'us', peer, goal });
}

function plain(name: string, value: number, unit: string, peer: Peers = {}): Row {
  return row({ name, value, unit, peer, goal: null });
}
