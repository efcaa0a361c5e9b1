import type { Operations } from '../../generated/sts.js';
import type { Handlers } from '../context.ts';
import { getCallerIdentity } from './caller-identity.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
export const stsOperations = {
  GetCallerIdentity: getCallerIdentity,
} satisfies Handlers<Operations>;
