import type { Tags } from '../state.ts';

/** Temporary credentials, and all that AWS remembers of how they came about. */
export interface Session {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly token: string;
  readonly accountId: string;
  readonly issued: number;
  readonly expires: number;
  readonly of: SessionOwner;
  /** Session policies, of which one must allow; absent where none was passed. */
  readonly policies: readonly string[] | undefined;
  readonly tags: Tags;
  /** The lower-case keys of the tags that roles assumed with this session inherit. */
  readonly transitive: readonly string[];
  readonly sourceIdentity: string | undefined;
  /** When the owner showed an MFA code. */
  readonly mfa: number | undefined;
  /** What a web identity or SAML provider said, by condition key. */
  readonly federation: ReadonlyMap<string, string | readonly string[]>;
}

/** Who acts: a session of a role, a user or root itself (GetSessionToken), or a federated user (GetFederationToken). */
export type SessionOwner =
  | { readonly kind: 'role'; readonly roleId: string; readonly name: string }
  /** The unique id of the user; the account's id for its root. */
  | { readonly kind: 'self'; readonly ownerId: string }
  | { readonly kind: 'federated-user'; readonly ownerId: string; readonly name: string };

type Unsaid = 'policies' | 'tags' | 'transitive' | 'sourceIdentity' | 'mfa' | 'federation';

/** What a session remembers where nothing was said; each session has its own. */
export function nothingSaid(): Pick<Session, Unsaid> {
  return {
    policies: undefined,
    tags: new Map(),
    transitive: [],
    sourceIdentity: undefined,
    mfa: undefined,
    federation: new Map(),
  };
}
