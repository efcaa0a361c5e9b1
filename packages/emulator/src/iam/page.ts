import { fromBase64, toBase64 } from '../protocol/base64.ts';
import { Refusal } from '../protocol/refusal.ts';

/** What a request says of the page that it wants. */
export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** What the answer says of the rest. */
  readonly rest: { readonly IsTruncated: boolean; readonly Marker?: string };
}

const ITEMS_PER_PAGE = 100;

/**
 * Cuts a page out of a list, in the order of the items' keys. The marker holds the key of the page's last item, so that what
 * is created or deleted between two pages neither repeats nor hides anything else.
 *
 * @throws Refusal for a marker that no page gave out.
 */
export function page<Item>(
  all: Iterable<Item>,
  keyOf: (item: Item) => string,
  { Marker, MaxItems = ITEMS_PER_PAGE }: PageRequest,
): Page<Item> {
  const after = Marker === undefined ? undefined : readMarker(Marker);
  const left = Array.from(all, (item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const shown = left.slice(0, MaxItems);
  const last = shown.at(-1);
  const rest =
    last && left.length > shown.length
      ? { IsTruncated: true, Marker: toBase64(new TextEncoder().encode(last.key)) }
      : { IsTruncated: false };
  return { items: shown.map(({ item }) => item), rest };
}

/** A page of the named entities under a path, in the order of the names by which they are kept. */
export function pageUnderPath<Item extends { readonly path: string }>(
  entities: ReadonlyMap<string, Item>,
  { PathPrefix = '/', ...request }: PageRequest & { readonly PathPrefix?: string | undefined },
): Page<Item> {
  const under = [...entities].filter(([, { path }]) => path.startsWith(PathPrefix));
  const { items, rest } = page(under, ([key]) => key, request);
  return { items: items.map(([, item]) => item), rest };
}

function readMarker(marker: string): string {
  const bytes = fromBase64(marker);
  if (!bytes) throw new Refusal('invalid', 'Invalid Marker.');
  return new TextDecoder().decode(bytes);
}
