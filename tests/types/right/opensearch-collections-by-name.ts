// Collections whose names begin alike.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-manage.html
import { aoss } from '@leastwise/aws/aoss';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    aoss.CreateCollection,
    aoss.ListCollections,
    aoss.BatchGetCollection,
    aoss.UpdateCollection,
    aoss.DeleteCollection,
    aoss.CreateAccessPolicy,
    aoss.CreateSecurityPolicy,
  )
    .sid('AllowsManagingLogsCollections')
    .onAnyResource()
    .when(aoss.keys.collection.equals('Logs')),
);
