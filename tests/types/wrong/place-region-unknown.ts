// A region that does not exist.
import { glue } from '@leastwise/aws/glue';

glue.database('raw', { region: 'eu-west-9', account: '111122223333' });
