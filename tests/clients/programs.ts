import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AwsCredentials } from '@leastwise/emulator';

/** A program that AWS's users have, run where nothing of this machine's AWS settings can reach it. */
export interface Sandbox {
  readonly directory: string;
  /** Runs a program; what it wrote, whether or not it succeeded. */
  readonly run: (program: string, args: readonly string[], env?: Environment) => Promise<Outcome>;
  readonly remove: () => Promise<void>;
}

export type Environment = Readonly<Record<string, string>>;

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** In milliseconds: a program that hangs is ended, and its test fails. */
const LONGEST_RUN = 120_000;

/** A directory of its own as home, in which there is no configuration, and credentials for the endpoint alone. */
export async function openSandbox(endpoint: string, credentials: AwsCredentials): Promise<Sandbox> {
  const directory = await mkdtemp(join(tmpdir(), 'leastwise-clients-'));
  const environment = { ...isolated(directory), ...pointedAt(endpoint), ...signedAs(credentials) };
  return {
    directory,
    run: (program, args, env = {}) =>
      new Promise((resolve, reject) => {
        execFile(
          program,
          [...args],
          { cwd: directory, env: { ...environment, ...env }, timeout: LONGEST_RUN },
          (error, stdout, stderr) => {
            const status = error ? error.code : 0;
            if (typeof status === 'number') resolve({ status, stdout, stderr });
            else reject(new Error(`${program} was ended: ${stderr}`, { cause: error }));
          },
        );
      }),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** No settings, no credentials and no proxy of whoever runs the tests. */
function isolated(home: string): Environment {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    NO_PROXY: '127.0.0.1',
  };
}

function pointedAt(endpoint: string): Environment {
  return { AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-1' };
}

/** As environment variables, which every client reads. */
export function signedAs({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials): Environment {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
  };
}
