import { Refusal } from '../protocol/refusal.ts';

/**
 * The bytes that a header asks for, first and last; nothing for a header that is none, which is ignored.
 * https://www.rfc-editor.org/rfc/rfc9110#name-range
 *
 * @throws Refusal InvalidRange for bytes that the object does not have.
 */
export function rangeOf(
  header: string | undefined,
  length: number,
): { readonly first: number; readonly last: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined;
  if (first >= length || last < first) {
    throw new Refusal('InvalidRange', 'The requested range is not satisfiable');
  }
  return { first, last };
}
