// An identity policy about the resource that holds it: there is none.
import { ecr } from '@leastwise/aws/ecr';
import { allow, policy } from '@leastwise/policy';

policy(allow(ecr.BatchGetImage).onThisResource());
