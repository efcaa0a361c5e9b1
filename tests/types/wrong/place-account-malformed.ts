// An account with too few digits.
import { glue } from '@leastwise/aws/glue';

glue.at({ region: 'eu-west-1', account: '1111' });
