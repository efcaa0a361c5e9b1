import { checkDocument } from '../iam/documents.ts';
import { policyAt } from '../iam/entities.ts';
import { defaultText } from '../iam/policies-of.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Account, Cloud } from '../state.ts';

/** The policies that a request passes for a session. */
export interface PassedPolicies {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

/** AWS packs policies and tags into the session token, and does not say how: here the limit is on what is packed. */
const LARGEST_PACKED = 4096;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_ARNS = 10;

/** The documents of a session, as they are when it begins; absent where none is passed. */
export function sessionPolicies(
  { Policy: inline, PolicyArns: arns = [] }: PassedPolicies,
  { cloud }: { readonly cloud: Cloud },
  account: Account,
): readonly string[] | undefined {
  if (inline === undefined && arns.length === 0) return undefined;
  if (inline !== undefined) checkDocument(inline, 'identity');
  if (arns.length > MOST_ARNS) {
    throw new Refusal('invalid', `At most ${MOST_ARNS} managed policies can be passed for a session.`);
  }
  const managed = arns.map(({ arn = '' }) => documentOf(cloud, account, arn));
  return inline === undefined ? managed : [inline, ...managed];
}

function documentOf(cloud: Cloud, account: Account, arn: string): string {
  const policy = policyAt(account, arn) ?? cloud.awsPolicies.get(arn);
  if (policy) return defaultText(policy);
  throw new Refusal(
    'invalid',
    `The managed policy ${arn} does not exist or is not in the account ${account.id}.`,
  );
}

/**
 * How much of what can be packed is used, in per cent.
 *
 * @throws Refusal PackedPolicyTooLarge
 */
export function packedSize(
  { Policy: inline = '', PolicyArns: arns = [] }: PassedPolicies,
  tags: Iterable<{ readonly Key: string; readonly Value: string }>,
): number | undefined {
  const parts = [
    inline,
    ...arns.map(({ arn = '' }) => arn),
    ...Array.from(tags, ({ Key, Value }) => Key + Value),
  ];
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  if (size === 0) return undefined;
  if (size <= LARGEST_PACKED) return Math.ceil((100 * size) / LARGEST_PACKED);
  throw new Refusal(
    'PackedPolicyTooLarge',
    `Packed size of session tags and policies consumes ${Math.ceil((100 * size) / LARGEST_PACKED)}% of allotted space.`,
  );
}
