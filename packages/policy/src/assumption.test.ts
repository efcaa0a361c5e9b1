import { describe, expect, test } from 'vitest';
import { sts } from '@leastwise/aws/sts';
import type { TrustPolicy } from './document.ts';
import { allow, deny, oidc, principal, trustPolicy } from './index.ts';

const account = '111122223333';
const github = principal.oidc('token.actions.githubusercontent.com', { account });
const saml = principal.saml('okta', { account });
const lambda = principal.services.lambda;

/** What a tired engineer writes, and which principal is named by which action. */
const WRONG: readonly (readonly [make: () => TrustPolicy, name: string, action: string])[] = [
  [() => trustPolicy(allow(sts.AssumeRole).to(github)), 'oidc-provider/', 'sts:AssumeRoleWithWebIdentity'],
  [
    () => trustPolicy(allow(sts.AssumeRole, sts.TagSession).to(saml)),
    'saml-provider/',
    'sts:AssumeRoleWithSAML',
  ],
  [
    () => trustPolicy(allow(sts.AssumeRoleWithWebIdentity).to(saml)),
    'saml-provider/okta',
    'sts:AssumeRoleWithSAML',
  ],
  [
    () => trustPolicy(allow(sts.AssumeRoleWithWebIdentity).to(github, lambda)),
    'lambda.amazonaws.com',
    'sts:AssumeRole',
  ],
];

describe('a principal that assumes a role by another action', () => {
  test.each(WRONG)('is refused: %s', (make, name, action) => {
    expect(make).toThrow(
      expect.objectContaining({
        code: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
        path: '$.Statement[0]',
        message: expect.stringMatching(new RegExp(`${name}.* assumes a role by ${action}, which`)) as string,
      }),
    );
  });
});

test('a statement that each of its principals can use is taken, and so is one that assumes nothing', () => {
  const made = trustPolicy(
    allow(sts.AssumeRole, sts.AssumeRoleWithWebIdentity).to(lambda, github),
    allow(sts.match('AssumeRole*')).to(github, saml, lambda),
    allow(sts.AssumeRoleWithWebIdentity)
      .to(principal.cognito)
      .when(oidc('cognito-identity.amazonaws.com').aud.exists()),
    allow(sts.TagSession, sts.SetSourceIdentity).to(saml),
    deny(sts.AssumeRole).to(github),
    allow(sts.AssumeRole).to(principal.anyone),
  );
  expect(made.Statement).toHaveLength(6);
});
