// A key of the sign-in, which no later request carries.
import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import { allow } from '@leastwise/policy';

allow(s3.GetObject).when(sts.keys.samlAud.equals('https://signin.aws.amazon.com/saml'));
