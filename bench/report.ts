import type { Row } from './figure.ts';

/** A row as one line of JSON, for programs: exactly these members, numbers to four significant digits. */
export function jsonLine({ name, value, unit, peer, goal, ok }: Row): string {
  const others = Object.fromEntries(Object.entries(peer).map(([other, its]) => [other, significant(its, 4)]));
  return JSON.stringify({ name, value: significant(value, 4), unit, peer: others, goal, ok });
}

const TITLES = ['figure', 'leastwise', 'unit', 'goal', '', 'beside it'];
const RIGHT = new Set([1, 3]);

/** The rows as a table, for people. */
export function renderTable(rows: readonly Row[]): string {
  const lines = [TITLES, ...rows.map(cells)];
  const widths = TITLES.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return RIGHT.has(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return [...text, '', summary(rows)].join('\n');
}

function cells({ name, value, unit, peer, goal, ok, spread }: Row): readonly string[] {
  const range = spread === undefined ? '' : ` (${readable(spread.low)}-${readable(spread.high)})`;
  const others = Object.entries(peer).map(([other, its]) => `${other} ${readable(its)}`);
  const verdict = ok === null ? '' : ok ? 'ok' : 'MISSED';
  return [
    name,
    readable(value) + range,
    unit,
    goal === null ? '' : readable(goal),
    verdict,
    others.join(', '),
  ];
}

function summary(rows: readonly Row[]): string {
  const withGoal = rows.filter(({ ok }) => ok !== null);
  const met = withGoal.filter(({ ok }) => ok === true);
  return `${met.length} of ${withGoal.length} goals met`;
}

/** Three digits are as many as a shared machine can tell apart; counts stay whole. */
function readable(value: number): string {
  return (Math.abs(value) >= 100 ? Math.round(value) : significant(value, 3)).toLocaleString('en-US');
}

function significant(value: number, digits: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(digits));
}
