import type { PolicyDocument } from './document.ts';
import { mustBeDocument } from './must-be-document.ts';
import { listOf } from './normalize.ts';
import { refusal } from './refusal.ts';
import { show } from './shape-values.ts';
import { type PolicyHolder, SIZE_LIMITS, type SizeLimit } from './size-limits.ts';

/** How much of a limit is used. */
export interface PolicySize {
  readonly used: number;
  readonly limit: number;
  /** How much more fits; negative by how much it is too long. */
  readonly left: number;
  readonly unit: SizeLimit['unit'];
}

/**
 * How long a policy is as AWS counts it, beside what its place takes; {@link SIZE_LIMITS} says which limit is whose. A
 * document is counted as `JSON.stringify` writes it, a text as it is. White space within a text of the document is
 * counted everywhere: AWS does not say that it is not.
 *
 * @param documents the document, or for inline policies all of the user, group or role, because their limit is for the sum
 * @throws LeastwiseError `MALFORMED_PARAMETER` for a place that keeps no policy; for what is no policy document the codes of
 * {@link checkPolicy}
 * @example
 * ```ts
 * import { allow, policy, size } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * console.log(size(policy(allow(s3.ListAllMyBuckets).onAnyResource()), 'managed'));
 * ```
 * ```text
 * { used: 107, limit: 6144, left: 6037, unit: 'characters' }
 * ```
 */
export function size(
  documents: PolicyDocument | string | readonly (PolicyDocument | string)[],
  holder: PolicyHolder,
): PolicySize {
  const { limit, unit, whiteSpace } = limitOf(holder);
  const lengths = listOf(documents).map((document) => {
    const text = textOf(document);
    const counted = whiteSpace === 'counts' ? text : withoutSpace(text);
    return unit === 'bytes' ? bytesOf(counted) : counted.length;
  });
  const used = lengths.reduce((sum, length) => sum + length, 0);
  return { used, limit, left: limit - used, unit };
}

function limitOf(holder: PolicyHolder): SizeLimit {
  if (!Object.hasOwn(SIZE_LIMITS, holder))
    throw refusal(
      'MALFORMED_PARAMETER',
      `${show(holder)} keeps no policies`,
      `use one of ${Object.keys(SIZE_LIMITS).join(', ')}`,
    );
  return SIZE_LIMITS[holder];
}

function textOf(document: PolicyDocument | string): string {
  if (typeof document === 'string') return document;
  mustBeDocument(document);
  return JSON.stringify(document);
}

/** Without the white space that stands outside of JSON strings. */
function withoutSpace(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
}

/** The length in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
