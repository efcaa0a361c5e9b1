// One value asked of a key that holds several.
import { aws } from '@leastwise/policy';

aws.tagKeys.equals('team');
