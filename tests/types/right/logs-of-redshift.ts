// The streams of a service-linked role.
// https://docs.aws.amazon.com/redshift/latest/mgmt/using-service-linked-roles.html
import { logs } from '@leastwise/aws/logs';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(logs.CreateLogStream, logs.PutLogEvents, logs.DescribeLogStreams, logs.GetLogEvents)
    .sid('EnableCreationAndManagementOfRedshiftCloudwatchLogStreams')
    .on(logs.logStream('/aws/redshift/*', '*', { region: '*', account: '*' })),
);
