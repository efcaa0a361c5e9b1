import { policy, principal, type RoleDefinition } from '@leastwise/policy';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { anythingOfSagemaker } from './anything-of-sagemaker.ts';
import { type Work, workStatements } from './work-statements.ts';

/** What a notebook instance is told; see {@link notebookInstanceRole}. */
export interface NotebookInstanceRoleParameters<
  Region extends string = string,
  Account extends string = string,
>
  extends RoleParameters<Region, Account>, Work {}

/**
 * The execution role of notebook instances in Amazon SageMaker AI: reads and writes data, writes the logs of notebooks, and
 * starts jobs where asked for, with roles of their own. Everyone who can open the notebook has this role. The network and
 * the key of the instance's volume are matters of who makes the instance, and need nothing of the role.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createnotebookinstance-perms and
 * https://docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `starts.roles[0]`
 */
export function notebookInstanceRole<const Region extends string, const Account extends string>(
  parameters: NotebookInstanceRoleParameters<Region, Account>,
): RoleDefinition {
  const place = placeOf(parameters);
  return roleOf(
    parameters,
    'Execution role of SageMaker notebook instances',
    trustService(principal.services.sagemaker, place, anythingOfSagemaker(place)),
    policy(...workStatements(parameters, '/aws/sagemaker/NotebookInstances', place)),
  );
}
