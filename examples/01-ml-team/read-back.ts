import { isDeepStrictEqual } from 'node:util';
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { Stack } from '@leastwise/apply';

/** A document of the team and whether the account holds the same. */
export interface Comparison {
  readonly what: string;
  readonly same: boolean;
}

/** Reads each policy and trust of the stack with the plain AWS SDK and compares it with what was built. */
export async function readBack(
  stack: Stack,
  iam: IAMClient,
  account: string,
): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const { name, path, document } of stack.policies) {
    const PolicyArn = `arn:aws:iam::${account}:policy${path}${name}`;
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const VersionId = Policy?.DefaultVersionId;
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    comparisons.push(compare(`policy ${name}`, PolicyVersion?.Document, document));
  }
  for (const { name, trust } of stack.roles) {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
    comparisons.push(compare(`trust of ${name}`, Role?.AssumeRolePolicyDocument, trust));
  }
  return comparisons;
}

/** IAM gives documents URL-encoded. */
function compare(what: string, encoded: string | undefined, built: unknown): Comparison {
  const read: unknown = JSON.parse(decodeURIComponent(encoded ?? 'null'));
  return { what, same: isDeepStrictEqual(read, JSON.parse(JSON.stringify(built))) };
}
