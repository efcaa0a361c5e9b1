import { fromBase64, toBase64 } from '../protocol/base64.ts';
import { Refusal } from '../protocol/refusal.ts';

/** What a request says of the page that it wants. */
export interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

const ITEMS_PER_PAGE = 100;

/**
 * Cuts a page out of a list. The token holds how many items came before.
 *
 * @throws Refusal for a token that no page gave out.
 */
export function page<Item>(
  all: readonly Item[],
  { NextToken, MaxResults = ITEMS_PER_PAGE }: PageRequest,
): { readonly items: readonly Item[]; readonly rest: { readonly NextToken?: string } } {
  const start = NextToken === undefined ? 0 : readToken(NextToken);
  const end = start + MaxResults;
  const rest = end < all.length ? { NextToken: toBase64(new TextEncoder().encode(String(end))) } : {};
  return { items: all.slice(start, end), rest };
}

function readToken(token: string): number {
  const text = new TextDecoder().decode(fromBase64(token) ?? new Uint8Array());
  if (!/^\d+$/.test(text)) throw new Refusal('InvalidNextTokenException', 'The NextToken value is invalid.');
  return Number(text);
}
