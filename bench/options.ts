import type { Figure } from './figure.ts';

export interface Options {
  /** One JSON object a line instead of a table. */
  readonly json: boolean;
  /** Part of the names of the figures to measure; empty for all. */
  readonly only: string;
}

/** Reads the command line; throws with what it can be. */
export function readOptions(args: readonly string[]): Options {
  let json = false;
  let only = '';
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--json') json = true;
    else if (arg === '--only') {
      only = rest.shift() ?? '';
      if (only === '') throw new Error('--only takes part of the name of a figure');
    } else
      throw new Error(`unknown argument \`${arg}\`: there is --json, and --only <part of a figure's name>`);
  }
  return { json, only };
}

/** The figures whose names hold the text, in whatever case; throws with all names where there is none. */
export function selectFigures(figures: readonly Figure[], only: string): readonly Figure[] {
  const chosen = figures.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
  if (chosen.length > 0) return chosen;
  throw new Error(
    `no figure's name holds \`${only}\`: there is ${figures.map(({ name }) => name).join(', ')}`,
  );
}
