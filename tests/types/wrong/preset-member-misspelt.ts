// A preset with a misspelt prefix.
import { readOnlyDataSet } from '@leastwise/presets/s3';

readOnlyDataSet({ bucket: 'my-ml-datasets', prefx: 'train/' });
