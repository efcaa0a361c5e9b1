import { partsOf } from './resource-builder.ts';

/** A resource type and one of its packed formats. */
export interface TypedFormat {
  readonly type: string;
  readonly format: string;
}

/** Placeholders that may hold `/` and `:`. */
export type FreePlaceholder =
  | `${'role' | 'user' | 'group' | 'policy'}NameWithPath`
  | `log${'Group' | 'Stream'}Name`
  | 'alias'
  | 'objectName'
  | 'parameterNameWithoutLeadingSlash'
  | 'path'
  | 'repositoryName'
  | 'secretId';
/** The same as a pattern, which is half as long: every program carries it. A test holds the two together. */
const FREE =
  /WithPath$|^(alias|log(Group|Stream)Name|objectName|parameterNameWithoutLeadingSlash|path|repositoryName|secretId)$/;

/** Makes a function that takes ARNs of the formats apart; the most specific format that fits decides. */
export function resourceParser(
  formats: readonly TypedFormat[],
): (arn: string) => { type: string; params: Record<string, string> } | undefined {
  let patterns: readonly (readonly [type: string, pattern: RegExp])[] | undefined;
  return (arn) => {
    patterns ??= formats
      .toSorted((a, b) => fixed(b) - fixed(a))
      .map(({ type, format }) => [type, patternOf(format)]);
    for (const [type, pattern] of patterns) {
      const match = pattern.exec(arn);
      if (match) return { type, params: { ...match.groups } };
    }
    return undefined;
  };
}

/** How many characters a format fixes: the more, the sooner it is tried. */
function fixed({ format }: TypedFormat): number {
  return format.replace(/\{\w+\}/g, '').length;
}

function patternOf(format: string): RegExp {
  const seen: string[] = [];
  const source = partsOf(format).map((part, i) => {
    if (i % 2 === 0) return part.replace(/\W/g, '\\$&');
    if (seen.includes(part)) return `\\k<${part}>`;
    seen.push(part);
    return `(?<${part}>${FREE.test(part) ? '.+' : '[^:/]+'})`;
  });
  return new RegExp(`^${source.join('')}$`);
}
