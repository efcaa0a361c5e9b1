/* Makes the text of a service short enough for a small bundle; `unpackText` of the policy package undoes it. */

/** Characters that may become signs: none needs an escape in JavaScript or means something to `replaceAll`. */
const SIGNS: readonly string[] = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter(
  (sign) => !'"\'`\\$;'.includes(sign),
);
const LONGEST = 12;
/** How many signs are chosen from one count of all parts, and from how many parts: more would find little more. */
const SIGNS_A_COUNT = 8;
const PARTS_A_COUNT = 100;

/**
 * Puts a sign for what comes often, the most rewarding first, as long as there are characters that the text does not use.
 *
 * @throws Error where the text holds a semicolon, which keeps the meanings apart
 */
export function compress(text: string): string {
  if (text.includes(';')) throw new Error(`what is packed may hold no semicolon: ${text}`);
  const signs = SIGNS.filter((sign) => !text.includes(sign));
  let packed = text;
  let parts: readonly string[] = [];
  for (const [i, sign] of signs.entries()) {
    if (i % SIGNS_A_COUNT === 0) parts = repeatedParts(packed);
    const meaning = mostRewarding(packed, parts);
    if (meaning === undefined) break;
    packed = `${packed.replaceAll(meaning, sign)};${sign}${meaning}`;
  }
  return packed;
}

/** How many characters a sign for the part would save, where the part comes that often. */
function saved(part: string, times: number): number {
  return times * (part.length - 1) - part.length - 2;
}

/** The parts of a text that are worth a sign, the most rewarding first. A part that overlaps itself counts too often here. */
function repeatedParts(text: string): readonly string[] {
  const times = new Map<string, number>();
  for (let start = 0; start < text.length; start++)
    for (let end = start + 2; end <= Math.min(start + LONGEST, text.length); end++) {
      const part = text.slice(start, end);
      times.set(part, (times.get(part) ?? 0) + 1);
    }
  return [...times]
    .map(([part, count]) => [part, saved(part, count)] as const)
    .filter(([part, gain]) => gain > 0 && !part.includes(';'))
    .sort(([, a], [, b]) => b - a)
    .slice(0, PARTS_A_COUNT)
    .map(([part]) => part);
}

function mostRewarding(text: string, parts: readonly string[]): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const part of parts) {
    const gain = saved(part, text.split(part).length - 1);
    if (gain <= most) continue;
    most = gain;
    best = part;
  }
  return best;
}
