import type { Refuse } from '../decision.ts';

/** The answer to a stored key that turns out to be somebody else's. */
export function refuseForeign(keyId: string, arn: string, user: string): Refuse {
  if (arn.endsWith(':root')) {
    return {
      refuse: 'ROOT_KEY',
      what: `the secret holds \`${keyId}\`, an access key of the account's root user`,
      hint: 'delete that key and give the work to an IAM role or user',
    };
  }
  return {
    refuse: 'FOREIGN_KEY',
    what: `the secret holds \`${keyId}\`, an access key of \`${arn}\` and not of the user \`${user}\``,
    hint: 'name the user whose key the secret holds, or the secret that holds the key of this user',
  };
}
