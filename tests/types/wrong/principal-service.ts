// A service without its domain.
import { principal } from '@leastwise/policy';

principal.service('sagemaker');
