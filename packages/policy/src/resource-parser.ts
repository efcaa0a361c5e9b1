import { partsOf } from './resource-builder.ts';
import type { Words } from './words.ts';

/** A resource type and one of its packed formats. */
export interface TypedFormat {
  readonly type: string;
  readonly format: string;
}

interface Parser {
  readonly type: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** How many characters the format fixes: the more, the sooner it is tried. */
  readonly fixed: number;
}

/** Placeholders that may hold `/` and `:`. */
const FREE =
  'objectName path parameterNameWithoutLeadingSlash roleNameWithPath userNameWithPath groupNameWithPath policyNameWithPath logGroupName logStreamName repositoryName secretId alias';
export type FreePlaceholder = Words<typeof FREE>;

/** Makes a function that takes ARNs of the formats apart; the most specific format that fits decides. */
export function resourceParser(
  formats: readonly TypedFormat[],
): (arn: string) => { type: string; params: Record<string, string> } | undefined {
  let parsers: readonly Parser[] | undefined;
  return (arn) => {
    parsers ??= formats.map(parserOf).sort((a, b) => b.fixed - a.fixed);
    for (const { type, pattern, names } of parsers) {
      const match = pattern.exec(arn);
      if (match)
        return { type, params: Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? ''])) };
    }
    return undefined;
  };
}

function parserOf({ type, format }: TypedFormat): Parser {
  const names: string[] = [];
  let fixed = 0;
  const source = partsOf(format).map((part, i) => {
    if (i % 2 === 0) {
      fixed += part.length;
      return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
    const seen = names.indexOf(part);
    if (seen >= 0) return `\\${seen + 1}`;
    names.push(part);
    return FREE.split(' ').includes(part) ? '(.+)' : '([^:/]+)';
  });
  return { type, pattern: new RegExp(`^${source.join('')}$`), names, fixed };
}
