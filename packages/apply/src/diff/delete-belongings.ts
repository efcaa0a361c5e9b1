import type { AccountUser, Belongings } from '../account.ts';
import type { Step } from '../plan.ts';
import type { PlannedCall } from '../planned-call.ts';
import { step } from './step.ts';

/**
 * What hangs on a user, in the order in which AWS wants it gone.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_remove.html
 */
export function deleteBelongings({ type, name, login }: AccountUser, belongings: Belongings): Step[] {
  const UserName = name;
  const user = { type, name };
  const removal = (object: string, what: string, call: PlannedCall): Step =>
    step('delete-credential', user, call, { change: 'remove', object, detail: `${what} ${object}` });
  const password: PlannedCall = { operation: 'DeleteLoginProfile', input: { UserName } };
  return [
    ...(login === true
      ? [step('delete-login', user, password, { change: 'remove', detail: 'password' })]
      : []),
    ...belongings.accessKeys.map((AccessKeyId) =>
      removal(AccessKeyId, 'access key', { operation: 'DeleteAccessKey', input: { UserName, AccessKeyId } }),
    ),
    ...belongings.certificates.map((CertificateId) =>
      removal(CertificateId, 'certificate', {
        operation: 'DeleteSigningCertificate',
        input: { UserName, CertificateId },
      }),
    ),
    ...belongings.sshKeys.map((SSHPublicKeyId) =>
      removal(SSHPublicKeyId, 'SSH key', {
        operation: 'DeleteSSHPublicKey',
        input: { UserName, SSHPublicKeyId },
      }),
    ),
    ...belongings.serviceCredentials.map((ServiceSpecificCredentialId) =>
      removal(ServiceSpecificCredentialId, 'service credential', {
        operation: 'DeleteServiceSpecificCredential',
        input: { UserName, ServiceSpecificCredentialId },
      }),
    ),
    ...belongings.mfaDevices.map((serial) => deactivation(user, serial)),
  ];
}

/** A virtual device is deleted with its user: it serves nobody else. Hardware is only let go. */
function deactivation(user: Pick<AccountUser, 'type' | 'name'>, SerialNumber: string): Step {
  const input = { UserName: user.name, SerialNumber };
  const release: PlannedCall = { operation: 'DeactivateMFADevice', input };
  const parts = { change: 'remove', object: SerialNumber, detail: `MFA device ${SerialNumber}` } as const;
  const freed = step('delete-credential', user, release, parts);
  if (!SerialNumber.includes(':mfa/')) return freed;
  return { ...freed, calls: [release, { operation: 'DeleteVirtualMFADevice', input: { SerialNumber } }] };
}
