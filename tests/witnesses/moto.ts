import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { missing, titled } from './programs.ts';

const PROGRAM = 'moto_server';

/** `undefined` where moto is on the machine, otherwise the reason why tests that need it are skipped. */
export const motoMissing: string | undefined = missing(PROGRAM, ['--help']);

/** The title of what needs moto; where it is skipped, the title says why. */
export function motoTitle(title: string): string {
  return titled(title, motoMissing);
}

/** A server that nobody here wrote, to check ours and our clients against. Loopback only. */
export interface Moto {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const server = spawn(PROGRAM, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore', detached: true });
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(url, server);
  return { url, stop: () => stop(server) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('the system gave no port'));
      });
    });
  });
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (server.exitCode !== null) throw new Error(`${PROGRAM} ended with ${server.exitCode}`);
    try {
      await fetch(`${url}/moto-api/data.json`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await stop(server);
  throw new Error(`${PROGRAM} does not answer at ${url}`);
}

/** A shim may stand between: the whole process group ends. */
function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.pid === undefined) return resolve();
    server.once('exit', () => resolve());
    process.kill(-server.pid, 'SIGKILL');
  });
}
