import type { Operations } from '../../generated/sts.js';
import type { Rows } from '../authorization/row.ts';
import { samlDemands } from './assume-role-with-saml.ts';
import { webIdentityDemands } from './assume-role-with-web-identity.ts';
import { federationDemands } from './federation-token.ts';
import { assumeRoleDemands } from './role-demands.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
export const stsRows: Rows<Operations> = {
  AssumeRole: assumeRoleDemands,
  AssumeRoleWithSAML: samlDemands,
  AssumeRoleWithWebIdentity: webIdentityDemands,
  DecodeAuthorizationMessage: () => ({}),
  GetAccessKeyInfo: () => ({}),
  // Everyone who has signed in may ask who they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  GetCallerIdentity: () => ({}),
  GetFederationToken: federationDemands,
  // No policy can allow or deny it: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
  GetSessionToken: () => [],
};
