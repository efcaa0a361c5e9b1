// Notebook instances on which nobody becomes root.
// https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(sagemaker.CreateNotebookInstance, sagemaker.UpdateNotebookInstance)
    .onAnyResource()
    .when(sagemaker.keys.rootAccess.equals('Disabled')),
);
