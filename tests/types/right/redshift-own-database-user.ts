// Temporary credentials for the database user of the own name.
// https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html
import { redshift } from '@leastwise/aws/redshift';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(redshift.GetClusterCredentials)
    .on(
      redshift.dbuser('examplecluster', '${redshift:DbUser}', {
        region: 'us-west-2',
        account: '111122223333',
      }),
      redshift.dbname('examplecluster', 'ml', { region: 'us-west-2', account: '111122223333' }),
    )
    .when(aws.userid.equals('AIDIODR4TAW7CSEXAMPLE:${redshift:DbUser}@example.com')),
  allow(redshift.CreateClusterUser).on(
    redshift.dbuser('examplecluster', '${redshift:DbUser}', { region: 'us-west-2', account: '111122223333' }),
  ),
  allow(redshift.JoinGroup).on(
    redshift.dbgroup('examplecluster', 'analysts', {
      region: 'us-west-2',
      account: '111122223333',
    }),
  ),
);
