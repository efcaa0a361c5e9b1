import { managedPolicy, role, type Stack, stack, user } from '@leastwise/apply';
import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import { allow, policy, principal, trustPolicy } from '@leastwise/policy';

/** A team whose members read what is under these prefixes of a data set. */
export function teamReading(...prefixes: readonly string[]): Stack {
  const objects = prefixes.map((prefix) => s3.object('my-ml-datasets', `${prefix}/*`));
  const readData = managedPolicy('read-training-data', policy(allow(s3.GetObject).on(...objects)));
  return stack('ml-team', {
    roles: [
      role('ml-training', {
        trust: trustPolicy(allow(sts.AssumeRole).to(principal.services.sagemaker)),
        policies: [readData],
      }),
    ],
    groups: [{ name: 'data-scientists', policies: [readData], members: [user('AML@Packt')] }],
  });
}
