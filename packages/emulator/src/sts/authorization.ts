import type { Operations } from '../../generated/sts.js';
import type { Rows } from '../authorization/row.ts';
import { assumeRoleDemands } from './role-demands.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
export const stsRows: Rows<Operations> = {
  AssumeRole: assumeRoleDemands,
  GetAccessKeyInfo: () => ({}),
  // Everyone who has signed in may ask who they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  GetCallerIdentity: () => ({}),
};
