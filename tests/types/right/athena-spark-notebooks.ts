// Notebooks and their sessions in one workgroup.
// https://docs.aws.amazon.com/athena/latest/ug/notebooks-spark-troubleshooting-workgroups.html
import { athena } from '@leastwise/aws/athena';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    athena.GetWorkGroup,
    athena.CreatePresignedNotebookUrl,
    athena.TerminateSession,
    athena.GetSession,
    athena.GetSessionStatus,
    athena.ListSessions,
    athena.StartCalculationExecution,
    athena.GetCalculationExecutionCode,
    athena.StopCalculationExecution,
    athena.ListCalculationExecutions,
    athena.GetCalculationExecution,
    athena.GetCalculationExecutionStatus,
    athena.ListExecutors,
    athena.ExportNotebook,
    athena.UpdateNotebook,
  ).on(athena.workgroup('ml', { region: 'us-east-1', account: '111122223333' })),
);
