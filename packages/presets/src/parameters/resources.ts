import { malformed } from './malformed.ts';
import { checkList } from './within.ts';

/** What takes an ARN apart: a service of `@leastwise/aws`. */
interface Parser {
  parse(arn: string): { readonly type: string } | undefined;
}

/** Refuses what is no list of ARNs of one type. `*` has to be spelled out where an ARN is made. */
export function checkResources(
  given: readonly unknown[],
  path: string,
  service: Parser,
  type: string,
  maker: string,
): void {
  checkList(given, path);
  given.forEach((arn, i) => {
    checkResource(arn, `${path}[${i}]`, service, type, maker);
  });
}

/** Refuses what is not the ARN of a type. */
export function checkResource(
  arn: unknown,
  path: string,
  service: Parser,
  type: string,
  maker: string,
): void {
  if (service.parse(String(arn))?.type !== type)
    throw malformed(
      `\`${String(arn)}\` is not the ARN of a ${nounOf(type)}`,
      path,
      `make it with \`${maker}\``,
    );
}

function nounOf(type: string): string {
  return type.slice(type.indexOf(':') + 1);
}
