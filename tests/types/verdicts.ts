/** What the compiler says of each file: `file(line,column): error TS...: sentence`, first lines only. */
export type Verdicts = ReadonlyMap<string, readonly string[]>;

/** One error as the lines of `expected.txt` have it. */
export function verdict(file: string, line: number, column: number, code: string, sentence: string): string {
  return `${file}(${line},${column}): error ${code}: ${steady(sentence)}`;
}

/**
 * The sentence without what differs between runs and means nothing: generated modules number their sets of condition keys
 * (`K23`) anew with each data update, and TypeScript lists the members of a union in the order in which it met them, or
 * from version 7 on by the alphabet.
 */
function steady(sentence: string): string {
  return sentence
    .replaceAll(/\bK\d+\b/g, 'K')
    .replaceAll(/"[^"]*"(?: \| "[^"]*")+/g, (union) => union.split(' | ').sort().join(' | '));
}
