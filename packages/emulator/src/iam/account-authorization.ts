import type { Operations } from '../../generated/iam.js';
import type { Row, Rows } from '../authorization/row.ts';
import { anyEntity } from './entity-targets.ts';
import { newEntity, role } from './targets.ts';
import { servicePath } from './protected-roles.ts';

const onEverything: Row<unknown> = () => ({});

/**
 * Rows of what is about an account as a whole.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const accountRows: Rows<Operations> = {
  CreateAccountAlias: onEverything,
  CreateServiceLinkedRole: ({ AWSServiceName }, context) => ({
    on: newEntity(context, 'role', servicePath(AWSServiceName), '*'),
    keys: { 'iam:AWSServiceName': AWSServiceName },
  }),
  DeleteAccountAlias: onEverything,
  DeleteServiceLinkedRole: ({ RoleName }, context) => ({ on: role(context, RoleName) }),
  GenerateServiceLastAccessedDetails: ({ Arn }, context) => ({ on: anyEntity(context, Arn) }),
  GetContextKeysForCustomPolicy: onEverything,
  GetContextKeysForPrincipalPolicy: ({ PolicySourceArn }, context) => ({
    on: anyEntity(context, PolicySourceArn),
  }),
  GetServiceLastAccessedDetails: onEverything,
  GetServiceLastAccessedDetailsWithEntities: onEverything,
  GetServiceLinkedRoleDeletionStatus: ({ DeletionTaskId }, context) => ({
    on: role(context, DeletionTaskId.split('/').at(-2) ?? ''),
  }),
  ListAccountAliases: onEverything,
  SimulateCustomPolicy: onEverything,
  SimulatePrincipalPolicy: ({ PolicySourceArn }, context) => ({ on: anyEntity(context, PolicySourceArn) }),
};
