// Users manage their own credentials, and nothing else until they have signed in with MFA.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
import { iam } from '@leastwise/aws/iam';
import { sts } from '@leastwise/aws/sts';
import { allow, aws, denyAllExcept, policy } from '@leastwise/policy';

export default policy(
  allow(iam.GetAccountPasswordPolicy, iam.ListVirtualMFADevices).onAnyResource().sid('AllowViewAccountInfo'),
  allow(iam.ChangePassword, iam.GetUser)
    .on(iam.user('${aws:username}', { account: '*' }))
    .sid('AllowManageOwnPasswords'),
  allow(
    iam.CreateAccessKey,
    iam.DeleteAccessKey,
    iam.ListAccessKeys,
    iam.UpdateAccessKey,
    iam.GetAccessKeyLastUsed,
  )
    .on(iam.user('${aws:username}', { account: '*' }))
    .sid('AllowManageOwnAccessKeys'),
  allow(
    iam.DeleteSigningCertificate,
    iam.ListSigningCertificates,
    iam.UpdateSigningCertificate,
    iam.UploadSigningCertificate,
  )
    .on(iam.user('${aws:username}', { account: '*' }))
    .sid('AllowManageOwnSigningCertificates'),
  allow(
    iam.DeleteSSHPublicKey,
    iam.GetSSHPublicKey,
    iam.ListSSHPublicKeys,
    iam.UpdateSSHPublicKey,
    iam.UploadSSHPublicKey,
  )
    .on(iam.user('${aws:username}', { account: '*' }))
    .sid('AllowManageOwnSSHPublicKeys'),
  allow(
    iam.CreateServiceSpecificCredential,
    iam.DeleteServiceSpecificCredential,
    iam.ListServiceSpecificCredentials,
    iam.ResetServiceSpecificCredential,
    iam.UpdateServiceSpecificCredential,
  )
    .on(iam.user('${aws:username}', { account: '*' }))
    .sid('AllowManageOwnGitCredentials'),
  allow(iam.CreateVirtualMFADevice)
    .on(iam.mfa('*', { account: '*' }))
    .sid('AllowManageOwnVirtualMFADevice'),
  allow(iam.DeactivateMFADevice, iam.EnableMFADevice, iam.ListMFADevices, iam.ResyncMFADevice)
    .on(iam.user('${aws:username}', { account: '*' }))
    .sid('AllowManageOwnUserMFA'),
  denyAllExcept(
    iam.CreateVirtualMFADevice,
    iam.EnableMFADevice,
    iam.GetUser,
    iam.GetMFADevice,
    iam.ListMFADevices,
    iam.ListVirtualMFADevices,
    iam.ResyncMFADevice,
    sts.GetSessionToken,
  )
    .onAnyResource()
    .when(aws.multiFactorAuthPresent.ifExists.is(false))
    .sid('DenyAllExceptListedIfNoMFA'),
);
