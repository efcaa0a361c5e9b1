// A file system that one role mounts through its access point.
// https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
import { elasticfilesystem } from '@leastwise/aws/elasticfilesystem';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(elasticfilesystem.ClientMount, elasticfilesystem.ClientWrite)
    .sid('App1Access')

    .onThisResource()
    .to(principal.role('arn:aws:iam::111122223333:role/app1'))
    .when(
      elasticfilesystem.keys.accessPointArn.asString.equals(
        'arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/fsap-01234567',
      ),
    ),
);
