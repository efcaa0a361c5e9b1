// Action and NotAction together, in a document that is written by hand.
import type { StatementJson } from '@leastwise/policy';

export const statement: StatementJson = {
  Effect: 'Allow',
  Action: 's3:*',
  NotAction: 's3:DeleteBucket',
  Resource: '*',
};
