import { managedPolicy, type Stack, stack, user } from '@leastwise/apply';
import { ecr } from '@leastwise/aws/ecr';
import { machinelearning } from '@leastwise/aws/machinelearning';
import { allow, policy, type RoleDefinition } from '@leastwise/policy';
import { readOnlyDataSet, requireMfaToDelete } from '@leastwise/presets/s3';
import { trainingRole } from '@leastwise/presets/sagemaker';

/** The team's one human user. */
export const USER = 'AML@Packt';
/** The secret that holds the user's access key. */
export const SECRET = 'ml/aml-packt';

const DATASETS = 'my-ml-datasets';
const RESULTS = 'my-ml-results';

/** Who is in the team and what they may do, in the account and region where they work. Everything else is denied. */
export interface Team {
  readonly stack: Stack;
  readonly role: RoleDefinition;
}

export function mlTeam(at: { readonly account: string; readonly region: string }): Team {
  const role = trainingRole({
    ...at,
    name: 'ml-training',
    reads: [{ bucket: DATASETS }],
    writes: [{ bucket: RESULTS }],
    images: [ecr.at(at).repository('ml-training')],
  });
  const dataScientists = [
    managedPolicy('read-ml-datasets', readOnlyDataSet({ bucket: DATASETS })),
    managedPolicy('use-machine-learning', policy(allow(machinelearning.all).onAnyResource())),
    managedPolicy(
      'delete-data-with-mfa',
      policy(...[DATASETS, RESULTS].map((bucket) => requireMfaToDelete({ bucket }))),
    ),
  ];
  return {
    role,
    stack: stack('ml-team', {
      roles: [role],
      groups: [{ kind: 'group', name: 'data-scientists', policies: dataScientists, members: [user(USER)] }],
    }),
  };
}
