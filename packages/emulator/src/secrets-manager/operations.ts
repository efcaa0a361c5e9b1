import type { Operations } from '../../generated/secrets-manager.js';
import type { Handlers } from '../context.ts';
import { createSecret } from './secrets.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
export const secretsManagerOperations = {
  CreateSecret: createSecret,
} satisfies Handlers<Operations>;
