import type { Operations } from '../../generated/sts.js';
import type { Handlers } from '../context.ts';
import { getAccessKeyInfo } from './access-key-info.ts';
import { assumeRoleWithSaml } from './assume-role-with-saml.ts';
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity.ts';
import { assumeRole } from './assume-role.ts';
import { getCallerIdentity } from './caller-identity.ts';
import { decodeAuthorizationMessage } from './decode-authorization-message.ts';
import { getFederationToken } from './federation-token.ts';
import { getSessionToken } from './session-token.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
export const stsOperations: Handlers<Operations> = {
  AssumeRole: assumeRole,
  AssumeRoleWithSAML: assumeRoleWithSaml,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  DecodeAuthorizationMessage: decodeAuthorizationMessage,
  GetAccessKeyInfo: getAccessKeyInfo,
  GetCallerIdentity: getCallerIdentity,
  GetFederationToken: getFederationToken,
  GetSessionToken: getSessionToken,
};
