import type { PolicyDocument } from '@leastwise/policy';

/** The document that a call sends, which a plan wrote. */
export function parsed(text: string | undefined): PolicyDocument {
  return JSON.parse(text ?? '{}') as PolicyDocument;
}
