// A preset with an account that has too few digits.
import { trainingRole } from '@leastwise/presets/sagemaker';

trainingRole({ name: 'training', region: 'eu-west-1', account: '1111', reads: [], writes: [], images: [] });
