import type { Partition } from '@leastwise/policy';
import type { CheckAccount, CheckRegion } from '@leastwise/policy/catalog';

/** Where what a policy names is. A preset takes only places that are known. */
export interface PlaceParameters<R extends string = string, A extends string = string> {
  readonly region: CheckRegion<R>;
  readonly account: CheckAccount<A>;
  /** `aws` unless said otherwise. */
  readonly partition?: Partition;
}
