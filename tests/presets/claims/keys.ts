import { ask, type Requests, saidBy } from './requests.ts';
import { FOREIGN_KEY, KEY, VOLUME_KEY } from './world.ts';

const S3_WITH_KMS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html';

/** Reads and writes objects that a key encrypts. */
export function usesKeyThroughS3({ writes = true } = {}): Requests {
  const through = { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' };
  const write = ask('write an encrypted object', 'kms:GenerateDataKey', KEY, through);
  return {
    allowed: saidBy(
      S3_WITH_KMS,
      ask('read an encrypted object', 'kms:Decrypt', KEY, through),
      ...(writes ? [write] : []),
    ),
    nearMisses: [
      ...(writes ? [] : [write]),
      ask('decrypt by itself', 'kms:Decrypt', KEY),
      ask('read what another key encrypts', 'kms:Decrypt', FOREIGN_KEY, through),
      ask('read what the key encrypts elsewhere', 'kms:Decrypt', KEY, {
        'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com',
      }),
      ask('give the key away', 'kms:CreateGrant', KEY, through),
    ],
  };
}

/** Lets SageMaker encrypt the volumes of a job. */
export function grantsVolumeKey(page: string): Requests {
  const through = { 'kms:ViaService': 'sagemaker.eu-west-1.amazonaws.com' };
  return {
    allowed: saidBy(page, ask('let SageMaker encrypt the volume', 'kms:CreateGrant', VOLUME_KEY, through)),
    nearMisses: [
      ask('give the key of volumes away', 'kms:CreateGrant', VOLUME_KEY),
      ask('let SageMaker use another key', 'kms:CreateGrant', FOREIGN_KEY, through),
      ask('decrypt with the key of volumes', 'kms:Decrypt', VOLUME_KEY, through),
    ],
  };
}

/** Encrypts its output with a key that the job's configuration names, which SageMaker asks for beside what Amazon S3 does. */
export function encryptsOutput(page: string): Requests {
  return {
    allowed: saidBy(page, ask('encrypt its output', 'kms:Encrypt', KEY)),
    nearMisses: [ask('encrypt with another key', 'kms:Encrypt', FOREIGN_KEY)],
  };
}
