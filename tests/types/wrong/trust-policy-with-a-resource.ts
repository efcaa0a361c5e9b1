// A resource in a trust policy.
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

trustPolicy(allow(sts.AssumeRole).to(principal.service('sagemaker.amazonaws.com')).onAnyResource());
