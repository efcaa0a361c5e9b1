/**
 * Corrections of the data: where AWS's own documentation of a feature shows a policy that the service reference does not
 * provide for. Each says why; one that no longer changes anything fails the generator.
 */
export interface Correction {
  /** `service:Action` */
  readonly action: string;
  /** Resource types of the same service that the action works on too. */
  readonly alsoOn?: readonly string[];
  /** Condition keys that its requests carry too; a placeholder stands for any text. */
  readonly alsoCarries?: readonly string[];
  readonly reason: string;
  readonly source: string;
}

export const corrections: readonly Correction[] = [
  {
    action: 'lambda:InvokeFunction',
    alsoOn: ['function alias', 'function version'],
    reason:
      'a function is invoked through a version or an alias by the qualified ARN, which the reference leaves out',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html',
  },
  {
    action: 'logs:PutLogEvents',
    alsoOn: ['log-group'],
    reason:
      'policies name the log group with a wildcard for its streams, as all of the examples in the guide do',
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-identity-based-access-control-cwl.html',
  },
  {
    action: 'sts:AssumeRoleWithWebIdentity',
    alsoCarries: ['${Host}.${Domain}:${Claim}'],
    reason:
      'every OIDC provider fills claims of its own, `sub` and `aud` among them; the reference lists a few providers',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
  },
];
