import { openConsumer } from './consumer.ts';
import type { Figure, Row } from './figure.ts';
import { applying } from './figures/apply.ts';
import { build } from './figures/build.ts';
import { bundle } from './figures/bundle.ts';
import { completion } from './figures/completion.ts';
import { decide, startEvaluate } from './figures/decide.ts';
import { emulator } from './figures/emulator.ts';
import { rotating } from './figures/rotate.ts';
import { size } from './figures/size.ts';
import { startMemory, startTime } from './figures/start.ts';
import { types } from './figures/types.ts';
import { readOptions, selectFigures } from './options.ts';
import { jsonLine, renderTable } from './report.ts';

const FIGURES: readonly Figure[] = [
  startTime,
  startMemory,
  build,
  bundle,
  ...types,
  size,
  completion,
  decide,
  startEvaluate,
  applying,
  emulator,
  rotating,
];

async function main(args: readonly string[]): Promise<void> {
  const { json, only } = readOptions(args);
  const figures = selectFigures(FIGURES, only);
  const consumer = await openConsumer();
  const rows: Row[] = [];
  try {
    for (const figure of figures) {
      process.stderr.write(`measuring ${figure.name}\n`);
      const measured = await figure.measure(consumer).catch(failed(figure.name));
      rows.push(...measured);
      if (json) for (const row of measured) console.log(jsonLine(row));
    }
    if (!json) console.log(renderTable(rows));
  } finally {
    consumer.remove();
  }
}

/** A figure that could not be measured is reported, and the others go on. */
function failed(what: string): (error: unknown) => readonly Row[] {
  return (error) => {
    process.exitCode = 1;
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`could not measure ${what}: ${why}\n`);
    return [];
  };
}

await main(process.argv.slice(2)).catch(failed('anything'));
