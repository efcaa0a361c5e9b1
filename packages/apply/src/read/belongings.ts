import {
  GetLoginProfileCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  type UserDetail,
} from '@aws-sdk/client-iam';
import type { AccountUser, Belongings } from '../account.ts';
import { compareText } from '../entity.ts';
import { STACK_TAG } from '../ownership.ts';
import { present } from './from-iam.ts';
import { eachPage, type Page } from './pages.ts';
import { ifThere } from './if-there.ts';
import { isNamed, type Reader } from './reader.ts';

/** What hangs on a user: only those are asked for it that may have to be deleted, or may need a password. */
export async function readBelongings(
  reader: Reader,
  { UserName, Tags }: UserDetail,
): Promise<Pick<AccountUser, 'login' | 'belongings'>> {
  const { scope } = reader;
  const name = present(UserName, 'a user name');
  const stack = Tags?.find(({ Key }) => Key === STACK_TAG)?.Value;
  const wanted = scope?.users.find((user) => user.name.toLowerCase() === name.toLowerCase());
  if (wanted?.login !== undefined) return { login: await hasLogin(reader, name) };
  const mayGo =
    stack !== undefined && (scope === undefined || (stack === scope.name && !isNamed(scope.users, name)));
  if (!mayGo) return {};
  return { login: await hasLogin(reader, name), belongings: await listBelongings(reader, name) };
}

/** Whether a user has a password. */
export async function hasLogin(
  { caller, iam }: Pick<Reader, 'caller' | 'iam'>,
  UserName: string,
): Promise<boolean> {
  return (await ifThere(caller.read(iam, new GetLoginProfileCommand({ UserName })))) !== undefined;
}

async function listBelongings({ caller, iam }: Reader, UserName: string): Promise<Belongings> {
  return {
    accessKeys: await ids(
      (marker) => caller.read(iam, new ListAccessKeysCommand({ UserName, ...marker })),
      ({ AccessKeyMetadata = [] }) => AccessKeyMetadata.map(({ AccessKeyId }) => AccessKeyId),
    ),
    certificates: await ids(
      (marker) => caller.read(iam, new ListSigningCertificatesCommand({ UserName, ...marker })),
      ({ Certificates = [] }) => Certificates.map(({ CertificateId }) => CertificateId),
    ),
    sshKeys: await ids(
      (marker) => caller.read(iam, new ListSSHPublicKeysCommand({ UserName, ...marker })),
      ({ SSHPublicKeys = [] }) => SSHPublicKeys.map(({ SSHPublicKeyId }) => SSHPublicKeyId),
    ),
    serviceCredentials: await ids(
      (marker) => caller.read(iam, new ListServiceSpecificCredentialsCommand({ UserName, ...marker })),
      ({ ServiceSpecificCredentials = [] }) =>
        ServiceSpecificCredentials.map(({ ServiceSpecificCredentialId }) => ServiceSpecificCredentialId),
    ),
    mfaDevices: await ids(
      (marker) => caller.read(iam, new ListMFADevicesCommand({ UserName, ...marker })),
      ({ MFADevices = [] }) => MFADevices.map(({ SerialNumber }) => SerialNumber),
    ),
  };
}

async function ids<Answer extends Page>(
  read: (marker: { Marker?: string }) => Promise<Answer>,
  pick: (answer: Answer) => (string | undefined)[],
): Promise<string[]> {
  const all: string[] = [];
  await eachPage(async (marker) => {
    const page = await read(marker);
    all.push(...pick(page).map((id) => present(id, 'the id of what hangs on a user')));
    return page;
  });
  return all.sort(compareText);
}
