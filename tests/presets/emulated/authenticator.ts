import { createHmac } from 'node:crypto';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import type { Clients, Stage } from './stage.ts';

/** Enrols a device of a user, by the user's own long-term key or another's; gives what signs in with it. */
export async function enrol(
  { clock, as }: Stage,
  name: string,
  user: Clients,
  by: Clients = user,
): Promise<() => Promise<Clients>> {
  const { VirtualMFADevice: device } = await by.iam.send(
    new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }),
  );
  const seed = device?.Base32StringSeed;
  const SerialNumber = device?.SerialNumber;
  await by.iam.send(
    new iam.EnableMFADeviceCommand({
      UserName: name,
      SerialNumber,
      AuthenticationCode1: codeAt(seed, clock.now() - 30_000),
      AuthenticationCode2: codeAt(seed, clock.now()),
    }),
  );
  return async () => {
    const TokenCode = codeAt(seed, clock.now());
    const session = await user.sts.send(new sts.GetSessionTokenCommand({ SerialNumber, TokenCode }));
    return as(session.Credentials);
  };
}

/** The code that an authenticator shows at a time in milliseconds. Source: https://www.rfc-editor.org/rfc/rfc6238 */
function codeAt(base32: Uint8Array | undefined, time: number): string {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)));
  const mac = createHmac('sha1', bytesOf(base32)).update(step).digest();
  const at = mac.readUInt8(mac.length - 1) & 0x0f;
  return String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

function bytesOf(base32: Uint8Array | undefined): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...new TextDecoder().decode(base32)]
    .map((character) => alphabet.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
