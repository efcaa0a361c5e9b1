import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Why there is no `moto_server` to test against; `undefined` where there is. */
export function motoMissing(): string | undefined {
  const { error, status } = spawnSync('moto_server', ['--help'], { stdio: 'ignore' });
  return error || status !== 0 ? 'moto_server is not on this machine' : undefined;
}

export interface Moto {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts a moto server of our own on a free port of the loopback interface. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(endpoint)); tries++) {
    if (tries === 100 || child.exitCode !== null) throw new Error('moto_server did not start');
    await setTimeout(200);
  }
  return { endpoint, stop: () => end(child) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/moto-api/`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function end(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await exited;
}
