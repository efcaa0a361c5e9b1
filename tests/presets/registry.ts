import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Proof } from './proof.ts';

const REQUESTS = join(import.meta.dirname, 'requests');

/** Every proof: the `proofs` of each file below `requests/`, in the order of their names. */
export async function readProofs(): Promise<readonly Proof[]> {
  const files = readdirSync(REQUESTS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const proofs = await Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(REQUESTS, file)).href)) as {
        readonly proofs?: readonly Proof[];
      };
      if (module.proofs === undefined) throw new Error(`requests/${file} exports no \`proofs\``);
      return module.proofs;
    }),
  );
  return proofs.flat();
}
