// Each user reads the results of their own statements.
// https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-iam-access-control-identity-based.html
import { redshiftData } from '@leastwise/aws/redshift-data';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    redshiftData.GetStatementResult,
    redshiftData.CancelStatement,
    redshiftData.DescribeStatement,
    redshiftData.ListStatements,
  )
    .onAnyResource()
    .when(redshiftData.keys.statementOwnerIamUserid.equals('${aws:userid}')),
);
