import type { RoleDefinition } from '@leastwise/policy';
import type { Proof } from '../proof.ts';
import { callerOf, roleSides } from '../sides.ts';
import type { Requests } from './requests.ts';

/** What a proof of a role is put together from. */
interface RoleUnderProof extends Pick<Proof, 'preset' | 'variant' | 'purpose' | 'peer' | 'spared'> {
  readonly parameters: object;
  readonly role: RoleDefinition;
  readonly requests: Requests;
}

/** The proof of a role: its documents, asked by a session of it. */
export function roleProof({ role, requests, ...rest }: RoleUnderProof): Proof {
  return { ...rest, sides: roleSides(role), caller: callerOf(role), ...requests };
}
