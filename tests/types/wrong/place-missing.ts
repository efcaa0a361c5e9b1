// A resource that does not say where it is.
import { glue } from '@leastwise/aws/glue';

glue.database('raw');
