// A policy variable where AWS reads an IP range, and would take it for plain text.
import { aws } from '@leastwise/policy';

aws.ec2InstanceSourcePrivateIpv4.notWithin(aws.vpcSourceIp.variable);
