import { kms } from '@leastwise/aws/kms';
import { secretReader } from '@leastwise/presets/secretsmanager';
import type { Claim, Proof } from '../../proof.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

const PAGE = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html';
const KEYS = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const own = { secretIds: ['ml/registry'], ...AT } as const;
const encrypted = { ...own, kmsKey: kms.key('1234abcd-12ab-34cd-56ef-1234567890ab', AT) } as const;

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ml/registry-Ab1Cd2';
const onSecret = (claim: string, action: string, resource: string = SECRET): Claim => ({
  claim,
  action: `secretsmanager:${action}`,
  resource,
});
const decrypt = (
  claim: string,
  secret: string,
  via = 'secretsmanager.eu-west-1',
  resource: string = KEY,
): Claim => ({
  claim,
  action: 'kms:Decrypt',
  resource,
  context: { 'kms:ViaService': `${via}.amazonaws.com`, 'kms:EncryptionContext:SecretARN': secret },
});

const reader = {
  preset: 'secretsmanager.secretReader',
  purpose: 'read the values of secrets',
  parameters: own,
  sides: [identitySide(secretReader(own))],
  caller: SOMEONE,
  allowed: [{ ...onSecret('read a secret', 'GetSecretValue'), page: PAGE }],
  nearMisses: [
    onSecret('read another secret', 'GetSecretValue', SECRET.replace('registry', 'payroll')),
    onSecret('read a secret whose name goes on', 'GetSecretValue', `${SECRET}-Ab1Cd2`),
    onSecret('read it in another region', 'GetSecretValue', SECRET.replace('eu-west-1', 'us-east-1')),
    onSecret('read it in another account', 'GetSecretValue', SECRET.replace('111122223333', '444455556666')),
    onSecret('change the secret', 'PutSecretValue'),
    onSecret('delete the secret', 'DeleteSecret'),
    onSecret('list secrets', 'ListSecrets', '*'),
  ],
  peer: { managedPolicies: ['SecretsManagerReadWrite'], extras: [] },
} as const satisfies Proof;

export const proofs: readonly Proof[] = [
  reader,
  {
    ...reader,
    variant: 'encrypted',
    parameters: encrypted,
    sides: [identitySide(secretReader(encrypted))],
    allowed: [...reader.allowed, { ...decrypt('decrypt the secret', SECRET), page: KEYS }],
    nearMisses: [
      ...reader.nearMisses,
      decrypt('decrypt another secret', SECRET.replace('registry', 'payroll')),
      decrypt('decrypt past Secrets Manager', SECRET, 's3.eu-west-1'),
      decrypt('decrypt with another key', SECRET, undefined, KEY.replace('1234abcd', '00000000')),
    ],
    peer: {
      managedPolicies: ['SecretsManagerReadWrite'],
      extras: [
        { action: 'kms:Decrypt', reason: "AWS's policy opens no key, so that the secret stays closed" },
      ],
    },
  },
];
