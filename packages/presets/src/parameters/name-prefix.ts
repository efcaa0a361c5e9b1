import { malformed } from './malformed.ts';

/**
 * What the names of a team's jobs, models or endpoints begin with, as a pattern of names. Any name has to be spelled out, as
 * `*`: nothing else in such a name means anything in a pattern.
 */
export function namesFrom(prefix: unknown, path: string): string {
  if (prefix === '*') return '*';
  if (typeof prefix !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9-]{0,61}$/.test(prefix))
    throw malformed(
      `a name begins with letters, digits and hyphens, unlike \`${String(prefix)}\``,
      path,
      'write what the names begin with, such as `churn-`, or `*` for any name',
    );
  return `${prefix}*`;
}

/** One name of something of SageMaker, which has no character that means anything in a pattern. */
export function checkName(name: unknown, path: string): void {
  if (typeof name !== 'string' || !/^[A-Za-z0-9](-*[A-Za-z0-9]){0,255}$/.test(name))
    throw malformed(`a name has letters and digits, with hyphens between, unlike \`${String(name)}\``, path);
}
