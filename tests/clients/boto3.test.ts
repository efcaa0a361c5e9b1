import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, ROTATION_FUNCTION, type Stage } from './operator.ts';
import { missing, titled } from '../witnesses/programs.ts';

const SCRIPT = fileURLToPath(new URL('./session.py', import.meta.url));
const reason = missing('python3', ['-c', 'import boto3'], 'boto3');

/** As long as a busy machine may take. */
const LONG = { timeout: 240_000 };
const READER = 'arn:aws:sts::111122223333:assumed-role/reader/job';

/** What the script saw, step by step. */
const SEEN = {
  who: 'arn:aws:iam::111122223333:user/operator',
  'waiting for nobody':
    'Waiter UserExists failed: Max attempts exceeded. Previously accepted state: Matched expected service error code: NoSuchEntity',
  document: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' }],
  versions: [
    ['v2', false],
    ['v1', true],
  ],
  'delete while attached': ['DeleteConflict', 'Cannot delete a policy attached to entities.'],
  moved: 'arn:aws:iam::111122223333:user/research/alice',
  group: ['alice'],
  'pages of roles': [5, 5, 3],
  'pages of details': [4, 4, 4, 4, 1],
  'in the details': { UserDetailList: 2, GroupDetailList: 1, RoleDetailList: 13, Policies: 1 },
  'profile in the details': ['reader'],
  'large object comes back': true,
  'etag of the large object': '2"',
  keys: ['secret/x', 'train/a b+c.csv', 'train/large'],
  'permitted read': '1,2,3',
  'denied read': [
    'AccessDenied',
    `User: ${READER} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::training-data/secret/x" because no identity-based policy allows the s3:GetObject action`,
  ],
  'denied in IAM': [
    'AccessDenied',
    `User: ${READER} is not authorized to perform: iam:ListUsers on resource: * because no identity-based policy allows the iam:ListUsers action`,
  ],
  'denied in Secrets Manager': [
    'AccessDeniedException',
    `User: ${READER} is not authorized to perform: secretsmanager:ListSecrets on resource: * because no identity-based policy allows the secretsmanager:ListSecrets action`,
  ],
  'denied by trust': [
    'AccessDenied',
    `User: ${READER} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/worker-00 because no role trust policy allows the sts:AssumeRole action`,
  ],
  rotated: 'made by the function',
  'before it': 'first',
  'secret in the region only': [
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret.",
  ],
  'read while being deleted': [
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  ],
  'delete with policies': ['DeleteConflict', 'Cannot delete entity, must detach all policies first.'],
  left: [[], [], ['operator'], []],
};

describe.skipIf(reason)(titled('an ordinary session of boto3', reason), () => {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  test('creates, reads, waits, pages, assumes, is denied, rotates and deletes', LONG, async () => {
    const outcome = await stage?.sandbox.run('python3', ['-B', SCRIPT, ROTATION_FUNCTION]);
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(outcome?.stdout ?? '')).toEqual(SEEN);
  });
});
