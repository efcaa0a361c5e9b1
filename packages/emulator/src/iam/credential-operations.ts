import type { Operations } from '../../generated/iam.js';
import type { Handlers } from '../context.ts';
import {
  deleteServiceSpecificCredential,
  deleteSigningCertificate,
  deleteSshPublicKey,
  listServerCertificates,
  listServiceSpecificCredentials,
  listSigningCertificates,
  listSshPublicKeys,
} from './credential-lists.ts';
import { generateCredentialReport, getCredentialReport } from './credential-report.ts';
import {
  changePassword,
  createLoginProfile,
  deleteLoginProfile,
  getLoginProfile,
  updateLoginProfile,
} from './login-profiles.ts';
import {
  createVirtualMfaDevice,
  deactivateMfaDevice,
  deleteVirtualMfaDevice,
  enableMfaDevice,
  getMfaDevice,
  listMfaDeviceTags,
  listMfaDevices,
  listVirtualMfaDevices,
  resyncMfaDevice,
  tagMfaDevice,
  untagMfaDevice,
} from './mfa-devices.ts';
import {
  deleteAccountPasswordPolicy,
  getAccountPasswordPolicy,
  updateAccountPasswordPolicy,
} from './password-policy.ts';

/** Passwords, MFA devices and other credentials of users, and the report on them. */
export const credentialOperations: Handlers<Operations> = {
  ChangePassword: changePassword,
  CreateLoginProfile: createLoginProfile,
  CreateVirtualMFADevice: createVirtualMfaDevice,
  DeactivateMFADevice: deactivateMfaDevice,
  DeleteAccountPasswordPolicy: deleteAccountPasswordPolicy,
  DeleteLoginProfile: deleteLoginProfile,
  DeleteSSHPublicKey: deleteSshPublicKey,
  DeleteServiceSpecificCredential: deleteServiceSpecificCredential,
  DeleteSigningCertificate: deleteSigningCertificate,
  DeleteVirtualMFADevice: deleteVirtualMfaDevice,
  EnableMFADevice: enableMfaDevice,
  GenerateCredentialReport: generateCredentialReport,
  GetAccountPasswordPolicy: getAccountPasswordPolicy,
  GetCredentialReport: getCredentialReport,
  GetLoginProfile: getLoginProfile,
  GetMFADevice: getMfaDevice,
  ListMFADeviceTags: listMfaDeviceTags,
  ListMFADevices: listMfaDevices,
  ListSSHPublicKeys: listSshPublicKeys,
  ListServerCertificates: listServerCertificates,
  ListServiceSpecificCredentials: listServiceSpecificCredentials,
  ListSigningCertificates: listSigningCertificates,
  ListVirtualMFADevices: listVirtualMfaDevices,
  ResyncMFADevice: resyncMfaDevice,
  TagMFADevice: tagMfaDevice,
  UntagMFADevice: untagMfaDevice,
  UpdateAccountPasswordPolicy: updateAccountPasswordPolicy,
  UpdateLoginProfile: updateLoginProfile,
};
