// A Sid that a trust policy does not take: spaces.
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

trustPolicy(allow(sts.AssumeRole).to(principal.services.sagemaker).sid('Let training jobs in'));
