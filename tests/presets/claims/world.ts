/** The buckets, images, keys and networks that the examples of SageMaker and AWS Glue use. */

export const DATA_SETS = 'arn:aws:s3:::my-ml-datasets';
export const RESULTS = 'arn:aws:s3:::my-ml-results';
export const MODELS = 'arn:aws:s3:::my-ml-models';
export const PAYROLL = 'arn:aws:s3:::payroll';

export const REPOSITORY = 'arn:aws:ecr:eu-west-1:111122223333:repository/churn';

export const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-aaaa-bbbb-cccc-000000000001';
export const VOLUME_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/22222222-aaaa-bbbb-cccc-000000000002';
export const FOREIGN_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/99999999-aaaa-bbbb-cccc-000000000009';

const EC2 = 'arn:aws:ec2:eu-west-1:111122223333';
export const VPC = `${EC2}:vpc/vpc-0a0a0a0a`;
export const SUBNETS = [`${EC2}:subnet/subnet-0a1b2c3d`, `${EC2}:subnet/subnet-1a1b2c3d`] as const;
export const OTHER_SUBNET = `${EC2}:subnet/subnet-9a9b9c9d`;
export const SECURITY_GROUP = `${EC2}:security-group/sg-0a1b2c3d`;
export const OTHER_SECURITY_GROUP = `${EC2}:security-group/sg-9a9b9c9d`;
export const INTERFACE = `${EC2}:network-interface/eni-0a1b2c3d`;

export const SAGEMAKER = 'arn:aws:sagemaker:eu-west-1:111122223333';
export const OTHER_REGION = 'arn:aws:sagemaker:eu-central-1:111122223333';
export const GLUE = 'arn:aws:glue:eu-west-1:111122223333';
export const JOB_ROLE = 'arn:aws:iam::111122223333:role/churn-training';
export const ADMIN_ROLE = 'arn:aws:iam::111122223333:role/admin';
