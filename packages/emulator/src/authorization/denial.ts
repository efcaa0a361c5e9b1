import type { Decision, PolicyType } from '@leastwise/evaluate';
import { Refusal } from '../protocol/refusal.ts';
import type { PolicyNames } from './policy-names.ts';

/** A request that was denied. */
export interface Denied {
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: Pick<Decision, 'effect' | 'by' | 'statements'>;
  readonly names: PolicyNames;
  readonly owner: Owner;
}

/** Whose the resource is: how much the caller is told depends on it. */
export type Owner = 'same account' | 'same organization' | 'elsewhere';

/** What AWS calls the kinds of policies where it denies. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const NAMES: Readonly<Record<PolicyType, string>> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
  scps: 'service control policy',
  rcps: 'resource control policy',
  vpcEndpoint: 'VPC endpoint policy',
};

/** A denial in AWS's words, which tell the kind of policy that decided and whether it was silent or said no. */
export function denial(denied: Denied): Refusal {
  const { caller, action, resource, owner } = denied;
  const isAnonymous = caller === '*';
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
  if (action.startsWith('s3:') && (isAnonymous || owner === 'elsewhere')) {
    return new Refusal('denied', 'Access Denied');
  }
  // AWS tells those who have not signed in nothing more.
  if (isAnonymous) return new Refusal('denied', `Not authorized to perform ${action}`);
  // S3 alone puts the resource in quotation marks.
  const what = action.startsWith('s3:') ? `"${resource}"` : resource;
  return new Refusal(
    'denied',
    `User: ${caller} is not authorized to perform: ${action} on resource: ${what} ${reason(denied)}`,
  );
}

function reason(denied: Denied): string {
  const {
    action,
    resource,
    decision: { effect, by },
  } = denied;
  if (by === 'root' || by === 'no-permission-needed') return `because nothing allows the ${action} action`;
  const isTrust = by === 'resource' && /^arn:[^:]+:iam::\d+:role\//.test(resource);
  const name = isTrust ? 'role trust policy' : NAMES[by];
  if (effect === 'ImplicitDeny') return `because no ${name} allows the ${action} action`;
  const article = isTrust ? 'the' : by === 'identity' ? 'an' : 'a';
  const arn = denyingPolicy(denied);
  return `with an explicit deny in ${article} ${name}${arn === undefined ? '' : `: ${arn}`}`;
}

/** The ARN of the first policy that denies, where it has one and the caller may know. */
function denyingPolicy({ decision: { by, statements }, names, owner }: Denied): string | undefined {
  const isSaid = (by === 'identity' || by === 'boundary') && owner !== 'elsewhere';
  const path = statements.find(({ policy }) => policy === by)?.path ?? '';
  const [, at = '0'] = /^\$\.\w+\[(\d+)\]/.exec(path) ?? [];
  const name = isSaid ? names[by]?.[Number(at)] : undefined;
  return name?.startsWith('arn:') ? name : undefined;
}
