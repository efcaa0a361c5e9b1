import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { findUserOrCaller, missing } from './entities.ts';

// Credentials that cannot be made here: nobody has any, so lists are empty and there is none to delete. Programs that delete a
// user ask for them all.

const NONE = { IsTruncated: false } as const;

export function listSshPublicKeys(
  input: iam.ListSSHPublicKeysRequest,
  context: Context,
): iam.ListSSHPublicKeysResponse {
  findUserOrCaller(context, input.UserName);
  return { SSHPublicKeys: [], ...NONE };
}

export function deleteSshPublicKey(input: iam.DeleteSSHPublicKeyRequest, context: Context): void {
  findUserOrCaller(context, input.UserName);
  missing(`The Public Key with id ${input.SSHPublicKeyId} cannot be found.`);
}

export function listSigningCertificates(
  input: iam.ListSigningCertificatesRequest,
  context: Context,
): iam.ListSigningCertificatesResponse {
  findUserOrCaller(context, input.UserName);
  return { Certificates: [], ...NONE };
}

export function deleteSigningCertificate(input: iam.DeleteSigningCertificateRequest, context: Context): void {
  findUserOrCaller(context, input.UserName);
  missing(`The Certificate with id ${input.CertificateId} cannot be found.`);
}

export function listServiceSpecificCredentials(
  input: iam.ListServiceSpecificCredentialsRequest,
  context: Context,
): iam.ListServiceSpecificCredentialsResponse {
  if (input.AllUsers !== true) findUserOrCaller(context, input.UserName);
  return { ServiceSpecificCredentials: [], ...NONE };
}

export function deleteServiceSpecificCredential(
  input: iam.DeleteServiceSpecificCredentialRequest,
  context: Context,
): void {
  findUserOrCaller(context, input.UserName);
  missing(`No such credential ${input.ServiceSpecificCredentialId} exists`);
}

export function listServerCertificates(): iam.ListServerCertificatesResponse {
  return { ServerCertificateMetadataList: [], ...NONE };
}
