import type { Caller } from './caller.ts';

/** The one key that follows from what is asked for. */
export const RESOURCE_ACCOUNT = 'aws:resourceaccount';

const OF_CALLER: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:username',
  'aws:userid',
]);

/** Whether a key (in lower case) is one that can follow from the caller. */
export function followsFromCaller(key: string): boolean {
  return OF_CALLER.has(key);
}

/**
 * The value of a context key (in lower case) that follows from who calls; nothing for what does not follow:
 * an ARN of a session lacks the path of its role, and no ARN holds a unique id.
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and, for the table of
 * principals, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function derivedValue(caller: Caller, key: string): string | boolean | undefined {
  switch (key) {
    case 'aws:principalarn':
      return principalArn(caller);
    case 'aws:principalaccount':
      return caller.kind === 'anonymous' ? 'anonymous' : caller.account;
    case 'aws:principaltype':
      return PRINCIPAL_TYPES[caller.kind];
    case 'aws:principalisawsservice':
      return caller.kind === 'anonymous' || caller.kind === 'federated'
        ? undefined
        : caller.kind === 'service';
    case 'aws:principalservicename':
      return caller.kind === 'service' ? caller.name : undefined;
    case 'aws:username':
      return caller.kind === 'user' ? caller.name : undefined;
    case 'aws:userid':
      return caller.userId;
    default:
      return undefined;
  }
}

const PRINCIPAL_TYPES = {
  anonymous: 'Anonymous',
  service: undefined,
  federated: undefined,
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  'federated-user': 'FederatedUser',
} as const;

function principalArn(caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'root':
    case 'user':
    case 'federated-user':
      return caller.text;
    case 'role':
      return caller.roleArn;
    case 'anonymous':
    case 'service':
    case 'federated':
      return undefined;
  }
}
