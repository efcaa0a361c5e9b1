import { malformed } from '../parameters/malformed.ts';

/**
 * Refuses the full name of a ref where its short one is wanted: tokens put `refs/heads/` before the name of a branch, so that a
 * role for the branch `refs/heads/main` would let no run in.
 */
export function checkRefName(name: unknown, path: string): void {
  const [full, short] = /^refs\/(?:heads|tags)\/(.*)$/s.exec(String(name)) ?? [];
  if (full === undefined) return;
  throw malformed(`\`${full}\` is the whole name of a ref`, path, `write \`${short ?? ''}\``);
}
