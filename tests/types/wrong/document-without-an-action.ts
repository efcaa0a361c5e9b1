// No action, in a document that is written by hand.
import type { StatementJson } from '@leastwise/policy';

export const statement: StatementJson = { Effect: 'Allow', Resource: '*' };
