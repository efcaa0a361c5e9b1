// A preset with a region that does not exist.
import { trainingRole } from '@leastwise/presets/sagemaker';

trainingRole({
  name: 'training',
  region: 'eu-west-9',
  account: '111122223333',
  reads: [],
  writes: [],
  images: [],
});
