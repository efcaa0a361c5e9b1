import type { Operations } from '../../generated/iam.js';
import type { Handlers } from '../context.ts';
import { createAccountAlias, deleteAccountAlias, listAccountAliases } from './account-aliases.ts';
import { getContextKeysForCustomPolicy, getContextKeysForPrincipalPolicy } from './context-keys.ts';
import {
  generateServiceLastAccessedDetails,
  getServiceLastAccessedDetails,
  getServiceLastAccessedDetailsWithEntities,
} from './last-accessed.ts';
import {
  createServiceLinkedRole,
  deleteServiceLinkedRole,
  getServiceLinkedRoleDeletionStatus,
} from './service-linked-roles.ts';
import { simulateCustomPolicy, simulatePrincipalPolicy } from './simulate.ts';

/** What is about an account as a whole: its alias, the roles of services, the simulator and the report on last uses. */
export const accountOperations: Handlers<Operations> = {
  CreateAccountAlias: createAccountAlias,
  CreateServiceLinkedRole: createServiceLinkedRole,
  DeleteAccountAlias: deleteAccountAlias,
  DeleteServiceLinkedRole: deleteServiceLinkedRole,
  GenerateServiceLastAccessedDetails: generateServiceLastAccessedDetails,
  GetContextKeysForCustomPolicy: getContextKeysForCustomPolicy,
  GetContextKeysForPrincipalPolicy: getContextKeysForPrincipalPolicy,
  GetServiceLastAccessedDetails: getServiceLastAccessedDetails,
  GetServiceLastAccessedDetailsWithEntities: getServiceLastAccessedDetailsWithEntities,
  GetServiceLinkedRoleDeletionStatus: getServiceLinkedRoleDeletionStatus,
  ListAccountAliases: listAccountAliases,
  SimulateCustomPolicy: simulateCustomPolicy,
  SimulatePrincipalPolicy: simulatePrincipalPolicy,
};
