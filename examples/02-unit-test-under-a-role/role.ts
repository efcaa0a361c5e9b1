import { ecr } from '@leastwise/aws/ecr';
import type { RoleDefinition } from '@leastwise/policy';
import { trainingRole } from '@leastwise/presets/sagemaker';
import { secretReader } from '@leastwise/presets/secretsmanager';
import type { Job } from './train.ts';

export const JOB: Job = {
  data: { bucket: 'my-ml-datasets', prefix: 'train/' },
  result: { bucket: 'my-ml-results', key: 'churn/model.json' },
  trackerSecret: 'ml/tracker',
};

/** The role that the job is to run under: what its data, its result and its secret need, and nothing else. */
export function churnTraining(at: { readonly account: string; readonly region: string }): RoleDefinition {
  return {
    ...trainingRole({
      ...at,
      name: 'churn-training',
      reads: [JOB.data],
      writes: [{ bucket: JOB.result.bucket, prefix: 'churn/' }],
      images: [ecr.at(at).repository('churn')],
    }),
    inline: { 'read-tracker-token': secretReader({ ...at, secretIds: [JOB.trackerSecret] }) },
  };
}
