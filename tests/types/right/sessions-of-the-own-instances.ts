// Shells on tagged instances, and the end of the own sessions.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html
import { ec2 } from '@leastwise/aws/ec2';
import { ssm } from '@leastwise/aws/ssm';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(ssm.StartSession)
    .on(ec2.instance('*', { region: 'us-east-2', account: '111122223333' }))
    .when(ssm.keys.resourceTag('Finance').like('WebServers')),
  allow(ssm.TerminateSession, ssm.ResumeSession).on(
    ssm.session('${aws:username}-*', { region: '*', account: '*' }),
  ),
);
