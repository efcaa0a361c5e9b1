import type { Situation } from './situation.ts';

/**
 * The value of a context key (in lower case) that follows from who calls and what for; nothing for what does not follow:
 * an ARN of a session lacks the path of its role, and no ARN holds a unique id.
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and, for the table of
 * principals, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function derivedValue(situation: Situation, key: string): string | boolean | undefined {
  const { caller } = situation;
  switch (key) {
    case 'aws:principalarn':
      return principalArn(situation);
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
      return userId(situation);
    case 'aws:resourceaccount':
      return situation.resourceAccount;
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

function principalArn({ caller }: Situation): string | undefined {
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

function userId({ caller }: Situation): string | undefined {
  switch (caller.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'root':
      return caller.account;
    case 'federated-user':
      return `${caller.account ?? ''}:${caller.name}`;
    case 'user':
      return caller.userId;
    case 'role':
      if (caller.userId === undefined || caller.userId.includes(':')) return caller.userId;
      return caller.sessionName === undefined ? undefined : `${caller.userId}:${caller.sessionName}`;
    case 'service':
    case 'federated':
      return undefined;
  }
}
