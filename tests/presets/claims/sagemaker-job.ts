import { keepsResults, readsDataSet } from './data.ts';
import { grantsVolumeKey, usesKeyThroughS3 } from './keys.ts';
import { sagemakerInterfaces } from './network.ts';
import { type Requests, together } from './requests.ts';
import { trustedBy } from './roles.ts';
import { CONFUSED_DEPUTY } from './sagemaker-pages.ts';
import { pullsImages, putsMetrics, writesLogs } from './surroundings.ts';
import { OTHER_REGION, SAGEMAKER } from './world.ts';

/** What the page of each kind of job lists: data, images, logs and metrics. */
export function sagemakerJob(page: string, logs: string): Requests {
  return together(
    readsDataSet(page),
    keepsResults(page),
    pullsImages(page),
    writesLogs(page, logs),
    putsMetrics(page, logs),
  );
}

/** What the page adds for a job that is encrypted and runs in a VPC. */
export function protectedJob(page: string): Requests {
  return together(usesKeyThroughS3(), grantsVolumeKey(page), sagemakerInterfaces(page));
}

/** SageMaker assumes a role for resources of one kind, such as `training-job/churn`, and not of another. */
export function trustedFor(role: string, own: string, other: string): Requests {
  return trustedBy(CONFUSED_DEPUTY, 'sagemaker.amazonaws.com', role, {
    arn: `${SAGEMAKER}:${own}`,
    foreign: `${SAGEMAKER}:${other}`,
  });
}

/** SageMaker assumes a role for whatever it has in the region of the account. */
export function trustedInRegion(role: string, own: string): Requests {
  return trustedBy(CONFUSED_DEPUTY, 'sagemaker.amazonaws.com', role, {
    arn: `${SAGEMAKER}:${own}`,
    foreign: `${OTHER_REGION}:${own}`,
  });
}
