// A resource policy that leaves its resource open.
import { ecr } from '@leastwise/aws/ecr';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

resourcePolicy(allow(ecr.BatchGetImage).to(principal.account('111122223333')));
