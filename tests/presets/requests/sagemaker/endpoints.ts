import { ecr } from '@leastwise/aws/ecr';
import { kms } from '@leastwise/aws/kms';
import { endpointRole, serverlessEndpointRole } from '@leastwise/presets/sagemaker';
import { keepsResults, readsModel } from '../../claims/data.ts';
import { usesKeyThroughS3 } from '../../claims/keys.ts';
import { sagemakerInterfaces } from '../../claims/network.ts';
import { together } from '../../claims/requests.ts';
import { roleProof } from '../../claims/role-proof.ts';
import { trustedInRegion } from '../../claims/sagemaker-job.ts';
import { DATA_CAPTURE, MODEL_PERMISSIONS } from '../../claims/sagemaker-pages.ts';
import { pullsImages, putsMetrics, writesLogs } from '../../claims/surroundings.ts';
import { KEY } from '../../claims/world.ts';
import type { Proof } from '../../proof.ts';
import { AT } from '../../sides.ts';

const serverless = {
  name: 'churn-endpoint',
  ...AT,
  models: [{ bucket: 'my-ml-models', prefix: 'churn/' }],
  images: [ecr.repository('churn', AT)],
  kmsKey: kms.key(KEY.split('/')[1] ?? '', AT),
};
const realTime = {
  ...serverless,
  captures: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
  vpcConfig: { subnets: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] },
};

const model = together(
  readsModel(MODEL_PERMISSIONS),
  pullsImages(MODEL_PERMISSIONS),
  writesLogs(MODEL_PERMISSIONS, '/aws/sagemaker/Endpoints/churn'),
  putsMetrics(MODEL_PERMISSIONS, '/aws/sagemaker/Endpoints'),
  trustedInRegion('arn:aws:iam::111122223333:role/churn-endpoint', 'endpoint/churn'),
);
const DATA_KEY = "AWS's policy leaves the keys of data to its user";

export const proofs: readonly Proof[] = [
  roleProof({
    preset: 'sagemaker.endpointRole',
    purpose: 'serve models at a real-time endpoint',
    parameters: realTime,
    role: endpointRole(realTime),
    requests: together(
      model,
      keepsResults(DATA_CAPTURE),
      usesKeyThroughS3(),
      sagemakerInterfaces(MODEL_PERMISSIONS),
    ),
    peer: {
      managedPolicies: ['AmazonSageMakerFullAccess'],
      extras: [
        { action: 's3:ListMultipartUploadParts', reason: 'a large capture is uploaded in parts' },
        { action: 'kms:Decrypt', reason: DATA_KEY },
        { action: 'kms:GenerateDataKey', reason: DATA_KEY },
      ],
    },
  }),
  roleProof({
    preset: 'sagemaker.serverlessEndpointRole',
    purpose: 'serve models at a serverless endpoint',
    parameters: serverless,
    role: serverlessEndpointRole(serverless),
    requests: together(model, usesKeyThroughS3({ writes: false })),
    peer: {
      managedPolicies: ['AmazonSageMakerFullAccess'],
      extras: [{ action: 'kms:Decrypt', reason: DATA_KEY }],
    },
  }),
];
