/*
 * The catalog is packed into short strings, because a program carries it with every service that it names. What comes
 * again and again in a service's text stands there once, behind a sign; the lists in it share the beginnings of their items.
 */

/**
 * A word or several as the name of a member or a parameter: `x-amz-acl` is `xAmzAcl`, `BucketName` is `bucketName`,
 * `UUID` is `uuid`, `DBClusterId` is `dbClusterId`.
 */
export function memberName(text: string): string {
  return text
    .replace(/^[A-Z]+(?=[A-Z][a-z]|[^A-Za-z]|$)|^[A-Z]/, (capitals) => capitals.toLowerCase())
    .replace(/[^A-Za-z0-9]+(.?)/g, (_, next: string) => next.toUpperCase());
}

/** How much of the text before it an item may share: what one digit in base 36 can say. */
const MOST_SHARED = 35;

/** Packs a list: each item as how many characters it shares with the one before it, and the rest of it. */
export function packList(items: readonly string[]): string {
  return items
    .map((item, i) => {
      const before = items[i - 1] ?? '';
      let shared = 0;
      while (shared < MOST_SHARED && shared < item.length && item[shared] === before[shared]) shared++;
      return shared.toString(36) + item.slice(shared);
    })
    .join(',');
}

/** Unpacks what {@link packList} packed. No item may hold a comma. */
export function unpackList(packed: string): readonly string[] {
  let before = '';
  return packed === ''
    ? []
    : packed
        .split(',')
        .map((item) => (before = before.slice(0, parseInt(item.charAt(0), 36)) + item.slice(1)));
}

/**
 * Unpacks a text: `text;<sign>meaning;<sign>meaning`, where each sign stands for its meaning in all that is before it. The
 * generator of the catalog packs it.
 */
export function unpackText(packed: string): string {
  let text = packed;
  let at: number;
  while ((at = text.lastIndexOf(';')) >= 0)
    text = text
      .slice(0, at)
      .split(text.charAt(at + 1))
      .join(text.slice(at + 2));
  return text;
}
