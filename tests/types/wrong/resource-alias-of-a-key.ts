// The alias of a key, where the request is authorised on the key itself.
import { kms } from '@leastwise/aws/kms';
import { allow } from '@leastwise/policy';

allow(kms.Decrypt).on(kms.alias('training', { region: 'eu-west-1', account: '111122223333' }));
