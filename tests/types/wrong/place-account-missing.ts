// A resource that does not say in which account it is.
import { glue } from '@leastwise/aws/glue';

glue.database('raw', { region: 'eu-west-1' });
