import { principal } from '@leastwise/policy';
import { dataKeyPolicy } from '@leastwise/presets/kms';
import { TRAINING_PERMISSIONS } from '../../claims/sagemaker-pages.ts';
import type { Claim, Proof } from '../../proof.ts';
import { BESIDE, BUCKET, ELSEWHERE, from, KEY, OBJECT, S3_PAGES, useKey } from '../../s3-requests.ts';
import { ACCOUNT, AT, EVERYTHING, keySide, OTHER_ACCOUNT, sessionOf } from '../../sides.ts';

const ADMINISTRATION =
  'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators';
const parameters = {
  ...AT,
  administrators: [principal.role(`arn:aws:iam::${ACCOUNT}:role/key-admin`)],
  readers: [principal.role(`arn:aws:iam::${OTHER_ACCOUNT}:role/training`)],
  writers: [principal.role(`arn:aws:iam::${ACCOUNT}:role/etl`)],
  jobRoles: [principal.role(`arn:aws:iam::${ACCOUNT}:role/churn-training`)],
  locations: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
} as const;

/** Whoever asks may do everything by its own policies: what the key does not allow stays closed all the same. */
const all = { beside: { identity: [EVERYTHING] } } as const;
const administrator = { ...all, principal: sessionOf('key-admin') } as const;
const reader = { ...all, principal: sessionOf('training', OTHER_ACCOUNT) } as const;
const writer = { ...all, principal: sessionOf('etl') } as const;
const job = { ...all, principal: sessionOf('churn-training') } as const;
const colleague = { ...all, principal: sessionOf('colleague') } as const;

const MANAGEMENT = [
  'DescribeKey', 'GetKeyPolicy', 'PutKeyPolicy', 'ListKeyPolicies', 'EnableKey', 'DisableKey', 'EnableKeyRotation',
  'DisableKeyRotation', 'GetKeyRotationStatus', 'UpdateKeyDescription', 'CreateAlias', 'UpdateAlias', 'DeleteAlias',
  'TagResource', 'UntagResource', 'ListResourceTags', 'ScheduleKeyDeletion', 'CancelKeyDeletion',
]; // prettier-ignore

const plain = (action: string, claim: string, more: Partial<Claim>): Claim => ({
  claim,
  action: `kms:${action}`,
  resource: KEY,
  ...more,
});

export const proofs: readonly Proof[] = [
  {
    preset: 'kms.dataKeyPolicy',
    purpose: 'the policy of a key that encrypts objects in Amazon S3',
    parameters,
    sides: [keySide(KEY, dataKeyPolicy(parameters))],
    caller: sessionOf('colleague'),
    allowed: [
      ...from(
        ADMINISTRATION,
        MANAGEMENT.map((action) => plain(action, `manage it: ${action}`, administrator)),
      ),
      ...from(S3_PAGES.key, [
        useKey('Decrypt', 'decrypt an object, as a reader', OBJECT, reader),
        useKey('Decrypt', 'decrypt with an S3 Bucket Key, as a reader', BUCKET, reader),
        useKey('GenerateDataKey', 'encrypt an object, as a writer', OBJECT, writer),
        useKey('GenerateDataKey', 'encrypt with an S3 Bucket Key, as a writer', BUCKET, writer),
        useKey('Decrypt', 'put the parts of an upload together, as a writer', OBJECT, writer),
      ]),
      ...from(TRAINING_PERMISSIONS, [plain('Encrypt', 'encrypt the output of a job that names it', job)]),
    ],
    nearMisses: [
      plain('Decrypt', 'decrypt, as an administrator', administrator),
      plain('CreateGrant', 'give the key away, as an administrator', administrator),
      useKey('GenerateDataKey', 'encrypt, as a reader', OBJECT, reader),
      plain('CreateGrant', 'give the key away, as a reader', reader),
      ...[reader, writer].flatMap((who) => [
        useKey('Decrypt', 'decrypt an object beside the data set', BESIDE, who),
        useKey('Decrypt', 'decrypt an object of another bucket', ELSEWHERE, who),
        useKey('Decrypt', 'decrypt past Amazon S3', OBJECT, {
          ...who,
          context: { 'kms:ViaService': 'ec2.eu-west-1.amazonaws.com' },
        }),
        plain('Decrypt', 'decrypt by a call of the own', who),
      ]),
      plain('Encrypt', 'encrypt by a call of the own, as a writer', writer),
      useKey('Decrypt', 'decrypt, as a job that is no reader', OBJECT, job),
      plain('Decrypt', 'decrypt by a call of the own, as a job', job),
      plain('PutKeyPolicy', 'change the policy, as anyone else of the account', colleague),
      useKey('Decrypt', 'decrypt, as anyone else of the account', OBJECT, colleague),
      useKey('GenerateDataKey', 'encrypt, as anyone else of the account', OBJECT, colleague),
    ],
    peer: { none: 'none: policies of keys are not among them' },
  },
];
