import { inflateSync } from 'node:zlib';
import * as iam from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { describeEachWay } from '../../test/ways.ts';
import { totp } from './totp.ts';

const STEP = 30_000;

/** Seeds of the RFC: https://www.rfc-editor.org/rfc/rfc6238#appendix-B */
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [20_000_000_000, '353130'],
])('a device shows at second %i what RFC 6238 says', (seconds, code) => {
  expect(totp(new TextEncoder().encode('12345678901234567890'), seconds * 1000)).toBe(code);
});

/** The seed as an authenticator reads it. */
function seedOf(base32: Uint8Array | undefined): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...new TextDecoder().decode(base32)]
    .map((character) => alphabet.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

describeEachWay('virtual MFA devices', (setUp) => {
  test('are enabled by two codes in a row, deactivated, and only then deleted', async () => {
    const { iam: client, clock } = await setUp();
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    const { VirtualMFADevice } = await client.send(
      new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone', Path: '/ml/' }),
    );
    const SerialNumber = 'arn:aws:iam::111122223333:mfa/ml/phone';
    expect(VirtualMFADevice?.SerialNumber).toBe(SerialNumber);
    const seed = seedOf(VirtualMFADevice?.Base32StringSeed);
    const enable = (first: number, second: number): Promise<unknown> =>
      client.send(
        new iam.EnableMFADeviceCommand({
          UserName: 'ana',
          SerialNumber,
          AuthenticationCode1: totp(seed, clock.now() + first),
          AuthenticationCode2: totp(seed, clock.now() + second),
        }),
      );
    await expect(enable(0, 0)).rejects.toMatchObject({
      name: 'InvalidAuthenticationCodeException',
      message: 'Authentication code for device is not valid.',
    });
    await expect(enable(0, -STEP)).rejects.toMatchObject({ name: 'InvalidAuthenticationCodeException' });
    await expect(enable(-100 * STEP, -99 * STEP)).rejects.toMatchObject({
      name: 'InvalidAuthenticationCodeException',
    });
    await enable(-STEP, 0);
    await expect(enable(-STEP, 0)).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
    const { MFADevices } = await client.send(new iam.ListMFADevicesCommand({ UserName: 'ana' }));
    expect(MFADevices).toEqual([{ UserName: 'ana', SerialNumber, EnableDate: new Date(clock.now()) }]);
    const { VirtualMFADevices } = await client.send(
      new iam.ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned' }),
    );
    expect(VirtualMFADevices).toMatchObject([{ SerialNumber, User: { UserName: 'ana' } }]);
    expect(VirtualMFADevices?.[0]?.Base32StringSeed).toBeUndefined();
    await expect(client.send(new iam.DeleteVirtualMFADeviceCommand({ SerialNumber }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'MFA VirtualDevice in use. Must deactivate first.',
    });
    await expect(client.send(new iam.DeleteUserCommand({ UserName: 'ana' }))).rejects.toMatchObject({
      message: 'Cannot delete entity, must delete MFA device first.',
    });
    await client.send(new iam.DeactivateMFADeviceCommand({ UserName: 'ana', SerialNumber }));
    await client.send(new iam.DeleteVirtualMFADeviceCommand({ SerialNumber }));
    const left = await client.send(new iam.ListVirtualMFADevicesCommand({}));
    expect(left.VirtualMFADevices).toEqual([]);
  });

  test('come with a QR code that is a PNG of the size that it says', async () => {
    const { iam: client } = await setUp();
    const { VirtualMFADevice } = await client.send(
      new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
    );
    const png = Buffer.from(VirtualMFADevice?.QRCodePNG ?? []);
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const length = png.readUInt32BE(33);
    expect(png.subarray(37, 41).toString()).toBe('IDAT');
    expect(inflateSync(png.subarray(41, 41 + length))).toHaveLength(height * (1 + Math.ceil(width / 8)));
  });

  test('a device whose clock drifted is set again by two codes', async () => {
    const { iam: client, clock } = await setUp();
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    const { VirtualMFADevice } = await client.send(
      new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
    );
    const seed = seedOf(VirtualMFADevice?.Base32StringSeed);
    const codes = (offset: number): iam.EnableMFADeviceCommandInput => ({
      UserName: 'ana',
      SerialNumber: VirtualMFADevice?.SerialNumber,
      AuthenticationCode1: totp(seed, clock.now() + offset - STEP),
      AuthenticationCode2: totp(seed, clock.now() + offset),
    });
    await expect(client.send(new iam.ResyncMFADeviceCommand(codes(0)))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    await client.send(new iam.EnableMFADeviceCommand(codes(0)));
    await client.send(new iam.ResyncMFADeviceCommand(codes(60 * STEP)));
    await expect(client.send(new iam.ResyncMFADeviceCommand(codes(500 * STEP)))).rejects.toMatchObject({
      name: 'InvalidAuthenticationCodeException',
    });
  });
});
