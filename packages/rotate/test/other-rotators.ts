/* The orders in which other rotators call AWS, as their documentation tells them, in our own words. */

/** One call. `old` is the key that the rotation began with, `new` the one that it created. */
export type Step =
  | { readonly call: 'list' }
  /** Nothing else of the run is done where the user has two keys already. */
  | { readonly call: 'create' }
  | { readonly call: 'store' }
  | { readonly call: 'last used' }
  | { readonly call: 'deactivate' }
  | { readonly call: 'delete' }
  /** Describes the secret; nothing else of the run is done where the version that it makes is current already. */
  | { readonly call: 'describe' }
  /** Stores under the version id of this rotation; where AWS says no, `new` is deleted and the run fails. */
  | { readonly call: 'store pending' }
  /** Reads the version named. */
  | { readonly call: 'read current' }
  | { readonly call: 'read pending' }
  /** Signs in with `new`, once. */
  | { readonly call: 'try' }
  | { readonly call: 'move current' }
  /** Deletes the key that was read as current before it moved. */
  | { readonly call: 'delete replaced' };

/** What is called in one go, on which day after the first. */
export interface Stage {
  readonly day: number;
  readonly steps: readonly Step['call'][];
}

export interface OtherRotator {
  readonly name: string;
  readonly page: string;
  readonly stages: readonly Stage[];
  /** Whether a later stage goes by the age of the keys, and so comes even if one before it never succeeded. */
  readonly byAge: boolean;
  /** What the page leaves open, and how it is filled in here. */
  readonly assumed: string;
}

export const OTHER_ROTATORS: readonly OtherRotator[] = [
  {
    name: 'AWS pattern, keys rotated by age',
    page: 'https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/automatically-rotate-iam-user-access-keys.html',
    stages: [
      { day: 0, steps: ['list', 'create', 'store'] },
      { day: 10, steps: ['list', 'deactivate'] },
      { day: 20, steps: ['list', 'delete'] },
    ],
    byAge: true,
    assumed: 'storing makes the new key current; a user with two keys gets no third',
  },
  {
    name: 'IAM User Guide, by a script',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
    stages: [
      { day: 0, steps: ['create', 'store'] },
      { day: 14, steps: ['last used', 'deactivate'] },
      { day: 28, steps: ['delete'] },
    ],
    byAge: false,
    assumed: 'two weeks between the steps, which the page leaves to the reader',
  },
  {
    name: 'Vault, rotate-root',
    page: 'https://developer.hashicorp.com/vault/api-docs/secret/aws',
    stages: [{ day: 0, steps: ['create', 'store', 'delete'] }],
    byAge: false,
    assumed: 'its own storage is the secret here; the old key is deleted at once',
  },
  {
    name: 'AWS sample for SES SMTP, by four steps',
    page: 'https://github.com/aws-samples/serverless-mail/tree/ses-credential-rotation/ses-credential-rotation',
    stages: [
      {
        day: 0,
        steps: [
          ...(['describe', 'create', 'store pending'] as const),
          'describe',
          ...(['describe', 'read pending', 'try'] as const),
          ...(['describe', 'read current', 'describe', 'move current', 'read current'] as const),
          'delete replaced',
        ],
      },
    ],
    byAge: false,
    assumed:
      'Secrets Manager repeats a rotation that failed from its first step, under the same version id; signing in to SMTP is asking STS here; the mail servers that take the new password over are always there',
  },
];
