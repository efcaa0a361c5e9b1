import { policy } from '@leastwise/policy';
import { requireMfaToDelete } from '@leastwise/presets/s3';
import type { Proof } from '../../proof.ts';
import { BESIDE, OBJECT, on } from '../../s3-requests.ts';
import { EVERYTHING, identitySide, SOMEONE } from '../../sides.ts';

const MFA =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent';
const parameters = { bucket: 'my-ml-datasets', prefix: 'train/' } as const;
/** Something else allows everything: what is denied is denied all the same. */
const more = { beside: { identity: [EVERYTHING] } } as const;
const withMfa = { ...more, context: { 'aws:MultiFactorAuthPresent': true } } as const;
const withoutMfa = { ...more, context: { 'aws:MultiFactorAuthPresent': false } } as const;

export const proofs: readonly Proof[] = [
  {
    preset: 's3.requireMfaToDelete',
    purpose: 'deny deleting to who did not sign in with MFA',
    parameters,
    sides: [identitySide(policy(requireMfaToDelete(parameters)))],
    caller: SOMEONE,
    allowed: [
      on(OBJECT, 'delete with MFA what else is allowed', 's3:DeleteObject', withMfa),
      on(OBJECT, 'delete an older version with MFA', 's3:DeleteObjectVersion', withMfa),
      on(OBJECT, 'read without MFA what else is allowed', 's3:GetObject', withoutMfa),
      on(BESIDE, 'delete elsewhere without MFA what else is allowed', 's3:DeleteObject', withoutMfa),
    ].map((claim) => ({ ...claim, page: MFA })),
    nearMisses: [
      on(OBJECT, 'delete without MFA', 's3:DeleteObject', withoutMfa),
      on(OBJECT, 'delete an older version without MFA', 's3:DeleteObjectVersion', withoutMfa),
      on(OBJECT, 'delete with a long-term key, which says nothing of MFA', 's3:DeleteObject', more),
    ],
    peer: { none: 'none: it allows nothing' },
  },
];
