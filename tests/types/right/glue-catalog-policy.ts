// A user of another account reads the name of a database.
// https://docs.aws.amazon.com/glue/latest/dg/cross-account-access.html
import { glue } from '@leastwise/aws/glue';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(glue.GetDatabase)
    .to(principal.user('arn:aws:iam::444455556666:user/Bob'))
    .on(
      glue.rootcatalog({ region: 'us-east-1', account: '111122223333' }),
      glue.database('db1', { region: 'us-east-1', account: '111122223333' }),
    ),
);
