// A preset that is not told what it writes.
import { trainingRole } from '@leastwise/presets/sagemaker';

trainingRole({ name: 'training', region: 'eu-west-1', account: '111122223333', reads: [], images: [] });
