/** Where a user and a secret are. */
export interface Place {
  /** The account's twelve digits. */
  readonly account: string;
  /** The secret's region. */
  readonly region: string;
  /** `/teams/ml/` for a user who was created with a path; `/` unless said otherwise. */
  readonly userPath?: string;
  /** The tag that a user carries whose credentials may be rotated; `{ key: 'rotation', value: 'managed' }` unless said otherwise. */
  readonly tag?: { readonly key: string; readonly value: string };
}

/** The tag of such a user. */
export const MANAGED: { readonly key: string; readonly value: string } = Object.freeze({
  key: 'rotation',
  value: 'managed',
});
