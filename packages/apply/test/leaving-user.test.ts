import { createHmac } from 'node:crypto';
import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { diff, stack, user } from '../src/index.ts';
import { answered, type Cloud, dead, type Interference, isWrite, openCloud, refusal } from './cloud.ts';
import { reading } from './documents.ts';

/*
 * A user goes only after everything that hangs on it, in the order that AWS gives.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_remove.html
 */

const NOBODY = stack('team', {});
const TEAM = stack('team', {
  groups: [{ name: 'g', members: [user('ada', { inline: { own: reading('a') } })] }],
});

/** The code that an MFA device with this seed shows: https://www.rfc-editor.org/rfc/rfc6238 */
function codeAt(seed: string, milliseconds: number): string {
  const bits = [...seed].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter));
  const text = bits.map((each) => each.toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((text.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(milliseconds / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7f_ff_ff_ff;
  return String(number % 1_000_000).padStart(6, '0');
}

async function enablePhone({ iam }: Cloud): Promise<void> {
  const { VirtualMFADevice } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
  );
  const seed = new TextDecoder().decode(VirtualMFADevice?.Base32StringSeed);
  const now = Date.now();
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: 'ada',
      SerialNumber: VirtualMFADevice?.SerialNumber,
      AuthenticationCode1: codeAt(seed, now - 30_000),
      AuthenticationCode2: codeAt(seed, now),
    }),
  );
}

const MEMBER = '<member><UserName>ada</UserName>';
/** What the embedded endpoint cannot make, as IAM lists it: the kind, and how it is called. */
const LISTED: Readonly<Record<string, readonly [kind: string, xml: string]>> = {
  ListSigningCertificates: [
    'SigningCertificate',
    `<Certificates>${MEMBER}<CertificateId>C1</CertificateId><CertificateBody>x</CertificateBody><Status>Active</Status></member></Certificates>`,
  ],
  ListSSHPublicKeys: [
    'SSHPublicKey',
    `<SSHPublicKeys>${MEMBER}<SSHPublicKeyId>S1</SSHPublicKeyId><Status>Active</Status><UploadDate>2026-11-21T00:00:00Z</UploadDate></member></SSHPublicKeys>`,
  ],
  ListServiceSpecificCredentials: [
    'ServiceSpecificCredential',
    `<ServiceSpecificCredentials>${MEMBER}<ServiceSpecificCredentialId>V1</ServiceSpecificCredentialId></member></ServiceSpecificCredentials>`,
  ],
};

/** Makes the endpoint say that these are there until they are deleted, and refuse to delete their user before. */
function withCredentials(there: Set<string>): Interference {
  return (operation, answer) => {
    const [kind = '', xml = ''] = LISTED[operation] ?? [];
    if (there.has(kind)) return Promise.resolve(answered(operation, xml));
    if (operation === 'DeleteUser' && there.size > 0)
      return Promise.resolve(
        refusal(409, 'DeleteConflict', 'Cannot delete entity, must delete all of it first.'),
      );
    return there.delete(operation.replace('Delete', ''))
      ? Promise.resolve(answered(operation, ''))
      : answer();
  };
}

/** A user with one of everything that may hang on one. */
async function ada(): Promise<{
  readonly cloud: Cloud;
  readonly answerer: Interference;
  readonly there: Set<string>;
}> {
  const cloud = openCloud();
  await cloud.bring(TEAM);
  await cloud.iam.send(new CreateLoginProfileCommand({ UserName: 'ada', Password: 'Correct-horse-7' }));
  await cloud.iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
  await cloud.iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
  await enablePhone(cloud);
  const there = new Set(Object.values(LISTED).map(([kind]) => kind));
  const answerer = withCredentials(there);
  cloud.interfere = answerer;
  return { cloud, answerer, there };
}

const ORDER = [
  'RemoveUserFromGroup', 'DeleteGroup', 'DeleteLoginProfile', 'DeleteAccessKey', 'DeleteAccessKey', 'DeleteSigningCertificate',
  'DeleteSSHPublicKey', 'DeleteServiceSpecificCredential', 'DeactivateMFADevice', 'DeleteVirtualMFADevice', 'DeleteUserPolicy',
  'DeleteUser',
]; // prettier-ignore

test('a user goes with everything that hangs on it, in the order that AWS gives', async () => {
  const { cloud, there } = await ada();
  const before = cloud.operations.length;
  const { done } = await cloud.bring(NOBODY);
  expect(cloud.operations.slice(before).filter(isWrite)).toEqual(ORDER);
  expect(done.filter((id) => / [CSV]1$/.test(id))).toEqual(
    ['C1', 'S1', 'V1'].map((id) => `delete-credential user/ada ${id}`),
  );
  expect([...there]).toEqual([]);
  expect((await cloud.read()).users).toEqual([]);
  expect((await cloud.iam.send(new ListVirtualMFADevicesCommand({}))).VirtualMFADevices).toEqual([]);
});

test.each(['before', 'after'])(
  'death %s any of these deletions is mended by planning and applying again',
  async (when) => {
    for (const [nth, operation] of ORDER.entries()) {
      const { cloud, answerer, there } = await ada();
      let writes = 0;
      cloud.interfere = async (each, answer, body) => {
        if (!isWrite(each)) return answerer(each, answer, body);
        if (writes > nth || (writes === nth && when === 'before')) throw dead();
        const reply = await answerer(each, answer, body);
        if (writes++ === nth) throw dead();
        return reply;
      };
      await expect(cloud.bring(NOBODY)).rejects.toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
      cloud.interfere = answerer;
      await cloud.bring(NOBODY);
      const account = await cloud.read();
      expect([account.users, account.groups, [...there], diff(NOBODY, account).steps]).toEqual([
        [],
        [],
        [],
        [],
      ]);
      // Let go and not yet deleted, a device is nobody's any more: it lets nobody in, and nothing says whose it was.
      const left = (await cloud.iam.send(new ListVirtualMFADevicesCommand({}))).VirtualMFADevices ?? [];
      const orphaned =
        (operation === 'DeactivateMFADevice' && when === 'after') ||
        (operation === 'DeleteVirtualMFADevice' && when === 'before');
      expect(left.map((device) => device.User)).toEqual(orphaned ? [undefined] : []);
    }
  },
);
