/** Common mistakes in a policy, in the order of the table. */
export const MISTAKES = [
  'unknown action',
  'action of another service',
  'resource type that the action does not take',
  'resource of another service',
  'condition key of another service',
  'key that the action does not support',
  'key typo',
  "operator that does not fit the key's type",
  'unknown operator',
  'value of the wrong type',
  'malformed ARN',
  'not an ARN',
  'bad account or region',
  'Action and NotAction together',
  'trust policy without Principal',
  'Principal in an identity policy',
  'service principal typo',
  'no action',
  'no resource',
  "effect 'allow'",
  'bad Sid',
  'duplicate Sid',
] as const;

export type Mistake = (typeof MISTAKES)[number];

/** What a policy is for: the own validators of the libraries want to know. */
export type Kind = 'identity' | 'trust';

/** The mistakes that are made in a trust policy. */
export function kindOf(mistake: Mistake): Kind {
  return mistake === 'trust policy without Principal' || mistake === 'service principal typo'
    ? 'trust'
    : 'identity';
}
