/** What somebody who wrote one name may have meant among others: the one that takes fewest changes, if they are few. */
export function closest(name: string, names: readonly string[]): string | undefined {
  const written = name.toLowerCase();
  const near = names
    .map((each) => ({ each, changes: changesBetween(written, each.toLowerCase()) }))
    .toSorted((a, b) => a.changes - b.changes)[0];
  if (near !== undefined && near.changes <= Math.max(1, Math.floor(written.length / 3))) return near.each;
  return written.length < 3 ? undefined : names.find((each) => each.toLowerCase().startsWith(written));
}

/** The hint about a name that does not exist: what may have been meant, or all that there is. */
export function didYouMean(name: string, names: readonly string[]): string {
  const near = closest(name, names);
  return near === undefined ? `there are ${names.join(', ')}` : `did you mean \`${near}\``;
}

/** How many letters must be put in, taken out or replaced, or neighbours exchanged, to make one text of the other. */
function changesBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const changed = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const exchanges = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(exchanges ? Math.min(changed, (before[j - 2] ?? 0) + 1) : changed);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
