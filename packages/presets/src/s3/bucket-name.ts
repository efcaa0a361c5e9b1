import { malformed } from '../parameters/malformed.ts';

/** Suffixes of names that are no general purpose bucket: their policies name other resources. */
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];
const RESERVED_PREFIXES = ['xn--', 'sthree-'];

/**
 * The rules leave no character that means anything in a pattern, so that a bucket's name needs no escaping.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function checkBucketName(name: unknown, path: string): void {
  const problem = problemOf(name);
  if (problem !== undefined) throw malformed(problem, path, 'give the name of a general purpose bucket');
}

function problemOf(name: unknown): string | undefined {
  if (typeof name !== 'string') return `a bucket is given by its name, not \`${String(name)}\``;
  if (name.startsWith('arn:')) return `a bucket is given by its name, not by the ARN \`${name}\``;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
    return `a bucket name has 3 to 63 lower-case letters, digits, dots and hyphens, unlike \`${name}\``;
  if (name.includes('..')) return `a bucket name has no two dots in a row, unlike \`${name}\``;
  if (/^\d+(\.\d+){3}$/.test(name)) return `a bucket name is no IP address, unlike \`${name}\``;
  const reserved =
    RESERVED_PREFIXES.find((prefix) => name.startsWith(prefix)) ??
    RESERVED_SUFFIXES.find((suffix) => name.endsWith(suffix));
  return reserved === undefined
    ? undefined
    : `\`${reserved}\` is reserved, so \`${name}\` is no bucket's name`;
}
