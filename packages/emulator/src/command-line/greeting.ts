import type { AwsCredentials } from '../aws.ts';
import { LOOPBACK } from './options.ts';

/** What is printed once it listens: lines that a shell takes, and comments. Without colours, so that it can be piped. */
export function greeting(
  url: string,
  region: string,
  { accessKeyId, secretAccessKey }: AwsCredentials,
  accounts: readonly string[],
): string {
  return `# ${accounts.length === 1 ? 'account' : 'accounts'} ${accounts.join(', ')}; these are keys of the root of ${accounts[0] ?? ''}
export AWS_ENDPOINT_URL=${url}
export AWS_REGION=${region}
export AWS_DEFAULT_REGION=${region}
export AWS_ACCESS_KEY_ID=${accessKeyId}
export AWS_SECRET_ACCESS_KEY=${secretAccessKey}
unset AWS_SESSION_TOKEN AWS_PROFILE
# listening on ${url}
`;
}

/** What to say of a host that others can reach; nothing for the loopback interface. */
export function warning(host: string): string | undefined {
  if (host === LOOPBACK || host === '::1' || host === 'localhost') return undefined;
  return `warning: ${host} is not the loopback interface: whoever reaches this machine can send requests, and nothing is encrypted\n`;
}
