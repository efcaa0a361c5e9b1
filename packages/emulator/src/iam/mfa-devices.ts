import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { User } from '../state.ts';
import { findUser, findUserOrCaller, missing } from './entities.ts';
import type { MfaDevice } from './entity-state.ts';
import { page } from './page.ts';
import { qrCode } from './qr-code.ts';
import { QUOTAS } from './quotas.ts';
import { addTags, listTags, newTags, removeTags, tagsOutput } from './tags.ts';
import { driftOf } from './totp.ts';
import { devicesOf } from './user-devices.ts';
import { listedUser } from './users.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SEED_CHARACTERS = 64;

/** The one answer that tells the seed. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateVirtualMFADevice.html */
export function createVirtualMfaDevice(
  input: iam.CreateVirtualMFADeviceRequest,
  context: Context,
): iam.CreateVirtualMFADeviceResponse {
  const { mfaDevices, id: account, alias } = context.account;
  const { VirtualMFADeviceName: name, Path: path = '/' } = input;
  const serialNumber = `arn:aws:iam::${account}:mfa${path}${name}`;
  if (mfaDevices.has(serialNumber)) {
    throw new Refusal('EntityAlreadyExists', 'MFADevice entity at the same path and name already exists.');
  }
  const base32 = context.ids.text(SEED_CHARACTERS, BASE32);
  const device: MfaDevice = {
    serialNumber,
    path,
    name,
    seed: fromBase32(base32),
    created: context.now,
    tags: newTags(input.Tags),
    enabled: undefined,
    drift: 0,
  };
  mfaDevices.set(serialNumber, device);
  return {
    VirtualMFADevice: {
      SerialNumber: serialNumber,
      Base32StringSeed: new TextEncoder().encode(base32),
      QRCodePNG: qrCode(`otpauth://totp/${name}@${alias ?? account}?secret=${base32}`),
      Tags: tagsOutput(device.tags),
    },
  };
}

/** Eight characters are five bytes. */
function fromBase32(text: string): Uint8Array {
  const bits = Array.from(text, (character) => BASE32.indexOf(character).toString(2).padStart(5, '0')).join(
    '',
  );
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

export function enableMfaDevice(input: iam.EnableMFADeviceRequest, context: Context): void {
  const user = findUser(context, input.UserName);
  const device = findDevice(context, input.SerialNumber);
  if (device.enabled) {
    throw new Refusal(
      'EntityAlreadyExists',
      `MFA Device with serial number ${device.serialNumber} is already in use.`,
    );
  }
  if (devicesOf(user, context).length >= QUOTAS.mfaDevicesPerUser) {
    throw new Refusal(
      'LimitExceeded',
      `Cannot exceed quota for MFADevicesPerUser: ${QUOTAS.mfaDevicesPerUser}`,
    );
  }
  device.drift = checkedDrift(device, input, context, 'enable');
  device.enabled = { ownerId: user.id, at: context.now };
}

export function resyncMfaDevice(input: iam.ResyncMFADeviceRequest, context: Context): void {
  const device = findEnabled(context, input.SerialNumber, findUser(context, input.UserName));
  device.drift = checkedDrift(device, input, context, 'resync');
}

function checkedDrift(
  { seed }: MfaDevice,
  codes: { readonly AuthenticationCode1: string; readonly AuthenticationCode2: string },
  { now }: Context,
  purpose: 'enable' | 'resync',
): number {
  const drift = driftOf(seed, [codes.AuthenticationCode1, codes.AuthenticationCode2], now, purpose);
  if (drift !== undefined) return drift;
  throw new Refusal('InvalidAuthenticationCode', 'Authentication code for device is not valid.');
}

export function deactivateMfaDevice(input: iam.DeactivateMFADeviceRequest, context: Context): void {
  findEnabled(context, input.SerialNumber, findUserOrCaller(context, input.UserName)).enabled = undefined;
}

export function deleteVirtualMfaDevice(input: iam.DeleteVirtualMFADeviceRequest, context: Context): void {
  const { serialNumber, enabled } = findDevice(context, input.SerialNumber);
  if (enabled) throw new Refusal('DeleteConflict', 'MFA VirtualDevice in use. Must deactivate first.');
  context.account.mfaDevices.delete(serialNumber);
}

export function getMfaDevice(input: iam.GetMFADeviceRequest, context: Context): iam.GetMFADeviceResponse {
  const device = findDevice(context, input.SerialNumber);
  const owner = ownerOf(device, context);
  if (input.UserName !== undefined && findUser(context, input.UserName) !== owner)
    noDevice(input.SerialNumber);
  return { SerialNumber: device.serialNumber, UserName: owner?.name, EnableDate: device.enabled?.at };
}

/** The devices of a user, or of the sender. */
export function listMfaDevices(
  input: iam.ListMFADevicesRequest,
  context: Context,
): iam.ListMFADevicesResponse {
  const user = findUserOrCaller(context, input.UserName);
  const { items, rest } = page(devicesOf(user, context), ({ serialNumber }) => serialNumber, input);
  return {
    MFADevices: items.map(({ serialNumber, enabled, created }) => ({
      UserName: user.name,
      SerialNumber: serialNumber,
      EnableDate: enabled?.at ?? created,
    })),
    ...rest,
  };
}

export function listVirtualMfaDevices(
  input: iam.ListVirtualMFADevicesRequest,
  context: Context,
): iam.ListVirtualMFADevicesResponse {
  const { AssignmentStatus: status = 'Any' } = input;
  const devices = [...context.account.mfaDevices.values()].filter(
    ({ enabled }) => status === 'Any' || (status === 'Assigned') === (enabled !== undefined),
  );
  const { items, rest } = page(devices, ({ serialNumber }) => serialNumber, input);
  return { VirtualMFADevices: items.map((device) => listedDevice(device, context)), ...rest };
}

function listedDevice(device: MfaDevice, context: Context): iam.VirtualMFADevice {
  const owner = ownerOf(device, context);
  return {
    SerialNumber: device.serialNumber,
    User: owner && listedUser(owner),
    EnableDate: device.enabled?.at,
  };
}

export function tagMfaDevice(input: iam.TagMFADeviceRequest, context: Context): void {
  addTags(findDevice(context, input.SerialNumber).tags, input.Tags);
}

export function untagMfaDevice(input: iam.UntagMFADeviceRequest, context: Context): void {
  removeTags(findDevice(context, input.SerialNumber).tags, input.TagKeys);
}

export function listMfaDeviceTags(
  input: iam.ListMFADeviceTagsRequest,
  context: Context,
): iam.ListMFADeviceTagsResponse {
  return listTags(findDevice(context, input.SerialNumber).tags, input);
}

function ownerOf({ enabled }: MfaDevice, { account }: Context): User | undefined {
  return enabled && findEntity(account.users, ({ id }) => id === enabled.ownerId);
}

function findDevice({ account }: Context, serialNumber: string): MfaDevice {
  return account.mfaDevices.get(serialNumber) ?? noDevice(serialNumber);
}

function findEnabled(context: Context, serialNumber: string, user: User): MfaDevice {
  const device = findDevice(context, serialNumber);
  return device.enabled?.ownerId === user.id
    ? device
    : missing(`MFA Device ${serialNumber} is not enabled for user ${user.name}.`);
}

function noDevice(serialNumber: string): never {
  return missing(`VirtualMFADevice with serial number ${serialNumber} doesn't exist.`);
}
