import { IAMClient } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { type ClientConfig, createAws } from '@leastwise/emulator';
import type { KeyCredentials } from '@leastwise/rotate';

/** An AWS to run the demo against, and how it was reached. */
export interface Endpoint {
  readonly name: string;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly secretsManager: SecretsManagerClient;
  readonly region: () => Promise<string>;
  readonly stsFor: (credentials: KeyCredentials) => STSClient;
  readonly close: () => Promise<void>;
}

/** What all three clients take alike. */
type Settings = Partial<ClientConfig> & { readonly endpoint?: string };

/** The embedded endpoint, called without a network. */
export function inProcess(): Endpoint {
  const cloud = createAws();
  const settings = cloud.rootClientConfig();
  return endpoint('the embedded endpoint, in-process', settings, (credentials) =>
    cloud.clientConfig(credentials),
  );
}

/** The embedded endpoint, called over HTTP on the loopback interface. */
export async function overHttp(): Promise<Endpoint> {
  const cloud = createAws();
  const server = await cloud.listen();
  const { region, credentials } = cloud.rootClientConfig();
  const settings = { region, credentials, endpoint: server.url };
  return endpoint(`the embedded endpoint at ${server.url}`, settings, undefined, () => server.close());
}

/** Whatever AWS_ENDPOINT_URL, or else the profile and region of the environment, lead to. */
export function fromEnvironment(): Endpoint {
  return endpoint(process.env['AWS_ENDPOINT_URL'] ?? 'the AWS account of your credentials', {});
}

/** A server at an address, with made-up credentials, such as moto's. */
export function at(url: string): Endpoint {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return endpoint(url, { region: 'us-east-1', credentials, endpoint: url });
}

function endpoint(
  name: string,
  settings: Settings,
  settingsFor = (credentials: KeyCredentials): Settings => ({ ...settings, credentials }),
  close: () => Promise<void> = () => Promise.resolve(),
): Endpoint {
  const sts = new STSClient(settings);
  return {
    name,
    iam: new IAMClient(settings),
    sts,
    secretsManager: new SecretsManagerClient(settings),
    region: () => sts.config.region(),
    stsFor: (credentials) => new STSClient(settingsFor(credentials)),
    close,
  };
}
