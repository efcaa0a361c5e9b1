/** Part of an answer, and whether there is more. */
export interface Page {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** Reads on for as long as IAM says that there is more. */
export async function eachPage(read: (marker: { Marker?: string }) => Promise<Page>): Promise<void> {
  let page = await read({});
  while (page.IsTruncated === true && page.Marker !== undefined) page = await read({ Marker: page.Marker });
}

/** How many reads may be under way at once. */
const AT_ONCE = 8;

/** Does something with each, several at a time; the results are in the order of the items. */
export async function forEach<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [i, item] of queue) results[i] = await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  return results;
}
