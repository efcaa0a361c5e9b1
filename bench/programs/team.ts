/* The stack that planning and applying are measured with. */
import { managedPolicy, role, type Stack, stack } from '@leastwise/apply';
import { reading, SAGEMAKER } from '../../packages/apply/test/documents.ts';

const shared = managedPolicy('shared', reading('shared'));

/**
 * So many roles, each with an inline policy and two attached managed policies: one of its own, and one that all share.
 *
 * @param version what tells its documents from those of another
 */
export function team(count: number, version = ''): Stack {
  return stack('team', {
    roles: Array.from({ length: count }, (_, i) =>
      role(`role-${i}`, {
        trust: SAGEMAKER,
        permissions: reading(`data-${i}${version}`),
        policies: [shared],
        inline: { own: reading(`logs-${i}${version}`) },
      }),
    ),
  });
}
