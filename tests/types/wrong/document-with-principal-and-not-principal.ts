// Principal and NotPrincipal together, in a document that is written by hand.
import type { PolicyDocument } from '@leastwise/policy';

export const document: PolicyDocument = {
  Statement: { Effect: 'Deny', Action: 's3:*', Principal: '*', NotPrincipal: { AWS: '111122223333' } },
};
