import type { Operations } from '../../generated/iam.js';
import { requestTags, type Row, type Rows, tagKeys } from '../authorization/row.ts';
import { mfaDevice, unborn } from './entity-targets.ts';
import { creation, user } from './targets.ts';

const onUser: Row<{ readonly UserName?: string | undefined }> = ({ UserName }, context) => ({
  on: user(context, UserName),
});
const onDevice: Row<{ readonly SerialNumber: string }> = ({ SerialNumber }, context) => ({
  on: mfaDevice(context, SerialNumber),
});
const onEverything: Row<unknown> = () => ({});

/**
 * Rows of passwords, MFA devices and other credentials of users.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const credentialRows: Rows<Operations> = {
  ChangePassword: (_, context) => ({ on: user(context, undefined) }),
  CreateLoginProfile: onUser,
  CreateVirtualMFADevice: ({ Path, VirtualMFADeviceName, Tags }, context) =>
    creation(unborn(context, `mfa${Path ?? '/'}${VirtualMFADeviceName}`), 'iam:TagMFADevice', Tags),
  DeactivateMFADevice: onUser,
  DeleteAccountPasswordPolicy: onEverything,
  DeleteLoginProfile: onUser,
  DeleteSSHPublicKey: onUser,
  DeleteServiceSpecificCredential: onUser,
  DeleteSigningCertificate: onUser,
  DeleteVirtualMFADevice: onDevice,
  EnableMFADevice: onUser,
  GenerateCredentialReport: onEverything,
  GetAccountPasswordPolicy: onEverything,
  GetCredentialReport: onEverything,
  GetLoginProfile: onUser,
  GetMFADevice: onUser,
  ListMFADeviceTags: onDevice,
  ListMFADevices: onUser,
  ListSSHPublicKeys: onUser,
  ListServerCertificates: onEverything,
  ListServiceSpecificCredentials: onUser,
  ListSigningCertificates: onUser,
  ListVirtualMFADevices: onEverything,
  ResyncMFADevice: onUser,
  TagMFADevice: ({ SerialNumber, Tags }, context) => ({
    on: mfaDevice(context, SerialNumber),
    keys: requestTags(Tags),
  }),
  UntagMFADevice: ({ SerialNumber, TagKeys }, context) => ({
    on: mfaDevice(context, SerialNumber),
    keys: tagKeys(TagKeys),
  }),
  UpdateAccountPasswordPolicy: onEverything,
  UpdateLoginProfile: onUser,
};
