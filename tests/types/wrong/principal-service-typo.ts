// Service principal typo.
import { principal } from '@leastwise/policy';

principal.services.sagemakr;
