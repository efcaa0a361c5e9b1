import { memberName } from './packing.ts';
import { splitFormat, unpackFormat } from './resource-builder.ts';
import type { FreePlaceholder } from './service.ts';

/** A resource type and one of its packed formats. */
export type TypedFormat = readonly [type: string, packed: string];

interface Parser {
  readonly type: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** How many characters the format fixes: the more, the sooner it is tried. */
  readonly fixed: number;
}

const FREE: Readonly<Record<FreePlaceholder, true>> = {
  objectName: true,
  path: true,
  parameterNameWithoutLeadingSlash: true,
  roleNameWithPath: true,
  userNameWithPath: true,
  groupNameWithPath: true,
  policyNameWithPath: true,
  logGroupName: true,
  logStreamName: true,
  repositoryName: true,
  secretId: true,
  alias: true,
};

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

function parserOf([type, packed]: TypedFormat): Parser {
  const names: string[] = [];
  let fixed = 0;
  const source = splitFormat(unpackFormat(packed)).map((part, i) => {
    if (i % 2 === 0) {
      fixed += part.length;
      return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
    const name = memberName(part);
    const seen = names.indexOf(name);
    if (seen >= 0) return `\\${seen + 1}`;
    names.push(name);
    return name in FREE ? '(.+)' : '([^:/]+)';
  });
  return { type, pattern: new RegExp(`^${source.join('')}$`), names, fixed };
}
