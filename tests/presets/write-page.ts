import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { renderPage } from './page.ts';
import { readProofs } from './registry.ts';

/** Where the page is. */
export const PAGE: string = join(import.meta.dirname, '../../docs/presets.md');

/** The page as it is committed. */
export async function currentPage(): Promise<string> {
  const options = await resolveConfig(PAGE);
  return format(renderPage(await readProofs()), { ...options, filepath: PAGE });
}

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, await currentPage());
