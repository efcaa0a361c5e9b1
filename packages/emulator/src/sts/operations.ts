import type { Operations } from '../../generated/sts.js';
import type { Handlers } from '../context.ts';
import { getAccessKeyInfo } from './access-key-info.ts';
import { assumeRole } from './assume-role.ts';
import { getCallerIdentity } from './caller-identity.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
export const stsOperations: Handlers<Operations> = {
  AssumeRole: assumeRole,
  GetAccessKeyInfo: getAccessKeyInfo,
  GetCallerIdentity: getCallerIdentity,
};
