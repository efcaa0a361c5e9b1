import type { Operations } from '../../generated/iam.js';
import type { Row, Rows, Target } from '../authorization/row.ts';
import type { Context } from '../context.ts';
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
    on: roleOfTask(context, DeletionTaskId),
  }),
  ListAccountAliases: onEverything,
  SimulateCustomPolicy: onEverything,
  SimulatePrincipalPolicy: ({ PolicySourceArn }, context) => ({ on: anyEntity(context, PolicySourceArn) }),
};

/** A task names the role that it deletes, which is gone when it is done. */
function roleOfTask(context: Context, task: string): Target {
  const [, path = '/', name = ''] = /^task(\/.*\/)([^/]+)\/[^/]+$/.exec(task) ?? [];
  return name === '' ? { arn: '*' } : newEntity(context, 'role', path, name);
}
