import { openConsumer } from './consumer.ts';
import type { Figure, Row } from './figure.ts';
import { build } from './figures/build.ts';
import { bundle } from './figures/bundle.ts';
import { completion } from './figures/completion.ts';
import { size } from './figures/size.ts';
import { startMemory, startTime } from './figures/start.ts';
import { types } from './figures/types.ts';
import { readOptions, selectFigures } from './options.ts';
import { jsonLine, renderTable } from './report.ts';

const FIGURES: readonly Figure[] = [startTime, startMemory, build, bundle, ...types, size, completion];

const { json, only } = readOptions(process.argv.slice(2));
const figures = selectFigures(FIGURES, only);
const consumer = await openConsumer();
const rows: Row[] = [];
try {
  for (const figure of figures) {
    process.stderr.write(`measuring ${figure.name}\n`);
    try {
      const measured = await figure.measure(consumer);
      rows.push(...measured);
      if (json) for (const row of measured) console.log(jsonLine(row));
    } catch (error) {
      process.exitCode = 1;
      process.stderr.write(
        `could not measure ${figure.name}: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
  }
  if (!json) console.log(renderTable(rows));
} finally {
  consumer.remove();
}
