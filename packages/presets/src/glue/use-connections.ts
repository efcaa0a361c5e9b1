import { glue } from '@leastwise/aws/glue';
import { allow, type IdentityStatement } from '@leastwise/policy';
import { literalText } from '../parameters/literal-text.ts';
import type { Place } from '../parameters/place.ts';
import { checkList } from '../parameters/within.ts';

/**
 * Allows reading the definitions of connections, which hold the passwords that are not kept elsewhere; nothing where there
 * is none.
 * Source: https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `connections[i]` as its path
 */
export function useConnections(names: readonly string[], place: Place): readonly IdentityStatement[] {
  checkList(names, 'connections');
  if (names.length === 0) return [];
  const here = glue.at(place);
  const connections = names.map((name, i) => here.connection(literalText(name, `connections[${i}]`)));
  return [allow(glue.GetConnection).on(here.rootcatalog(), ...connections)];
}
