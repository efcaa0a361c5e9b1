import { iam } from '@leastwise/aws/iam';
import { aws, type Condition, type Partition, type Resource } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { literalText } from '../parameters/literal-text.ts';
import { malformed } from '../parameters/malformed.ts';
import { partitionOf } from '../parameters/place.ts';
import { checkList } from '../parameters/within.ts';

/** Whom guard rails do not hold. */
export interface GuardParameters {
  /** Names of roles, with their paths where they have one (`security/guard`), that look after every account; `[]` for nobody. */
  readonly guards: readonly string[];
  /** `aws` unless said otherwise. */
  readonly partition?: Partition;
}

/** The guards' roles in whatever account. */
export function guardRoles(parameters: GuardParameters): readonly Resource<'iam:role'>[] {
  const { guards, partition } = checked(parameters);
  checkList(guards, 'guards');
  guards.forEach(checkRoleName);
  const at = { account: '*', partition: partitionOf(partition) } as const;
  return guards.map((name, i) => iam.role(literalText(name, `guards[${i}]`), at));
}

/** The condition that it is none of the guards who asks; none where there is no guard. */
export function asksNoGuard(parameters: GuardParameters): readonly Condition<'aws:PrincipalArn', false>[] {
  const [first, ...others] = guardRoles(parameters);
  return first === undefined ? [] : [aws.principalArn.notLike(first, ...others)];
}

function checkRoleName(name: unknown, i: number): void {
  if (typeof name !== 'string' || !/^([\u0021-\u007E]+\/)?[\w+=,.@-]{1,64}$/.test(name))
    throw malformed(
      `\`${String(name)}\` is no role's name`,
      `guards[${i}]`,
      'write its path without the first slash, and its name',
    );
}
