import { resourcePieces } from '../input/pattern.ts';
import type { Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import { matches } from './pattern.ts';
import { any, certain, not, type Truth } from './truth.ts';

/**
 * Resource and NotResource. A trust policy has neither: the role it hangs on is meant.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceMatches({ resource, variables }: Statement, situation: Situation): Truth {
  if (resource === undefined) return certain(true);
  const named = any(
    resource.entries.map((entry) => matches(resourcePieces(entry, variables), situation.resource, situation)),
  );
  return resource.not ? not(named) : named;
}
