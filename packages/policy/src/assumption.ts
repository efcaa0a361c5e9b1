import type { PrincipalMap, StatementJson } from './document.ts';

/**
 * Says which principal of a trust policy's statement cannot assume the role by any action of the statement: identity
 * providers do it by an action of their own, everyone else by `sts:AssumeRole`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
export function wrongAssumption({ Effect, Action, Principal }: StatementJson): string | undefined {
  const actions = [Action ?? []].flat();
  const assumes = actions.some((action) => action.startsWith('sts:AssumeRole'));
  if (Effect === 'Deny' || Principal === undefined || Principal === '*' || !assumes) return undefined;
  for (const [kind, names] of Object.entries(Principal as Required<PrincipalMap>))
    for (const name of [names].flat()) {
      const needed = actionOf(kind, name);
      if (!actions.some((action) => action === needed || action.includes('*')))
        return `\`${name}\` assumes a role by ${needed}, which this statement does not allow`;
    }
  return undefined;
}

function actionOf(kind: string, name: string): string {
  if (kind !== 'Federated') return 'sts:AssumeRole';
  return name.includes(':saml-provider/') ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
}
