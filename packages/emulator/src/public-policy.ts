import type { StatementJson } from '@leastwise/policy';
import { parseDocument } from './iam/policies-of.ts';

/** Whether a checked policy lets anyone in: an Allow for everybody that no condition narrows. */
export function isPublic(text: string): boolean {
  const statements: readonly StatementJson[] = [parseDocument(text).Statement].flat();
  return statements.some(({ Effect, Principal, NotPrincipal, Condition = {} }) => {
    const named =
      Principal === undefined || typeof Principal === 'string' ? [Principal] : [Principal.AWS].flat();
    const everybody = NotPrincipal !== undefined || named.includes('*');
    return Effect === 'Allow' && everybody && Object.keys(Condition).length === 0;
  });
}
