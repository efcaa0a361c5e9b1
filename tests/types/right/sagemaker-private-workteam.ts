// Labelling by nobody but the own team.
// https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { deny, policy } from '@leastwise/policy';

export default policy(
  deny(sagemaker.CreateLabelingJob)
    .sid('RestrictWorkteam')
    .onAnyResource()
    .when(sagemaker.keys.workteamArn.notLike('arn:aws:sagemaker:*:*:workteam/private-crowd/*')),
);
