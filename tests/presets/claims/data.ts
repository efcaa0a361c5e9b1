import { ask, type Requests, saidBy } from './requests.ts';
import { DATA_SETS, MODELS, PAYROLL, RESULTS } from './world.ts';

/** Reads `my-ml-datasets/train/`, and lists it. */
export function readsDataSet(page: string): Requests {
  return {
    allowed: saidBy(
      page,
      ask('read an object of the data set', 's3:GetObject', `${DATA_SETS}/train/1.csv`),
      ask('list the data set', 's3:ListBucket', DATA_SETS, { 's3:prefix': 'train/' }),
    ),
    nearMisses: [
      ask('read what begins alike', 's3:GetObject', `${DATA_SETS}/training-salaries/1.csv`),
      ask('read another bucket', 's3:GetObject', `${PAYROLL}/train/1.csv`),
      ask('list the whole bucket', 's3:ListBucket', DATA_SETS),
      ask('list what begins alike', 's3:ListBucket', DATA_SETS, { 's3:prefix': 'training-salaries/' }),
      ask('list another bucket', 's3:ListBucket', PAYROLL, { 's3:prefix': 'train/' }),
      ask('write to the data set', 's3:PutObject', `${DATA_SETS}/train/1.csv`),
      ask('delete from the data set', 's3:DeleteObject', `${DATA_SETS}/train/1.csv`),
    ],
  };
}

/** An upload in parts is what the SDKs make of a large file. */
const PARTS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html';

/** Writes to `my-ml-results/churn/`. */
export function writesResults(page: string): Requests {
  const result = `${RESULTS}/churn/model.tar.gz`;
  return {
    allowed: [
      ...saidBy(page, ask('write a result', 's3:PutObject', result)),
      ...saidBy(
        PARTS,
        ask('give up an upload in parts', 's3:AbortMultipartUpload', result),
        ask('look at the parts of an upload', 's3:ListMultipartUploadParts', result),
      ),
    ],
    nearMisses: [
      ask('write beside the results', 's3:PutObject', `${RESULTS}/churned/model.tar.gz`),
      ask('write to another bucket', 's3:PutObject', `${PAYROLL}/churn/model.tar.gz`),
      ask('make a result public', 's3:PutObjectAcl', result),
    ],
  };
}

/** Writes to `my-ml-results/churn/` what it never deletes. */
export function keepsResults(page: string): Requests {
  const { allowed, nearMisses } = writesResults(page);
  return {
    allowed,
    nearMisses: [...nearMisses, ask('delete a result', 's3:DeleteObject', `${RESULTS}/churn/model.tar.gz`)],
  };
}

/** Reads `my-ml-models/churn/`, by names that it was told. */
export function readsModel(page: string): Requests {
  return {
    allowed: saidBy(page, ask('read the model', 's3:GetObject', `${MODELS}/churn/model.tar.gz`)),
    nearMisses: [
      ask('read the model of another team', 's3:GetObject', `${MODELS}/fraud/model.tar.gz`),
      ask('replace the model', 's3:PutObject', `${MODELS}/churn/model.tar.gz`),
    ],
  };
}
