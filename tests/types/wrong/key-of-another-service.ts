// Condition key of another service.
import { ec2 } from '@leastwise/aws/ec2';
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')).when(ec2.keys.instanceType.equals('ml.t3.medium'));
