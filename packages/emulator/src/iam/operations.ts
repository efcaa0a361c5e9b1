import type { Operations } from '../../generated/iam.js';
import type { Handlers } from '../context.ts';
import { createUser } from './users.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
export const iamOperations = {
  CreateUser: createUser,
} satisfies Handlers<Operations>;
