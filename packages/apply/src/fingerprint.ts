import { canonicalJson } from '@leastwise/core';
import { normalize, type PolicyDocument } from '@leastwise/policy';
import type {
  AccountGroup,
  AccountInstanceProfile,
  AccountOidcProvider,
  AccountPolicy,
  AccountRole,
  AccountSamlProvider,
  AccountUser,
} from './account.ts';
import { documentMoved, type Moved } from './diff/moved.ts';
import { type Entity, identityOf } from './entity.ts';
import { sha256 } from './plan.ts';
import type { DocumentPlace } from './statement-elements.ts';

/** What one call says of an entity, which is what its fingerprint is made of. */
export type Face =
  | Pick<AccountPolicy, 'type' | 'name' | 'id' | 'defaultVersion' | 'tags'>
  | Pick<
      AccountRole,
      'type' | 'name' | 'id' | 'description' | 'trust' | 'maxSessionDuration' | 'boundary' | 'tags'
    >
  | Pick<AccountUser, 'type' | 'name' | 'id' | 'path' | 'boundary' | 'tags'>
  | Pick<AccountGroup, 'type' | 'name' | 'id' | 'path'>
  | Pick<AccountInstanceProfile, 'type' | 'name' | 'id' | 'role' | 'tags'>
  | Pick<AccountOidcProvider, 'type' | 'name' | 'id' | 'clientIds' | 'thumbprints' | 'tags'>
  | Pick<AccountSamlProvider, 'type' | 'name' | 'id' | 'metadata' | 'tags'>;

/** The fingerprint of what does not exist. */
export const ABSENT = 'absent';

/** What a fingerprint is of: an entity, or one of its inline policies. */
export function subjectOf(entity: Entity, inline?: string): string {
  return inline === undefined ? identityOf(entity) : `${identityOf(entity)} inline ${inline}`;
}

/**
 * A text that changes with whatever a plan could write over. Attachments and memberships are left out: putting one twice
 * or taking it away twice does no harm.
 */
export function fingerprintOf(face: Face, place: FacePlace): string {
  return sha256(canonicalJson(factsOf(face, place)));
}

/** What the documents of a face are compared by. */
export interface FacePlace extends Pick<DocumentPlace, 'partition' | 'arnOf'> {
  /** The ARNs that users get by the plan, which a trust may show already or not yet. */
  readonly moved: Moved;
}

function factsOf(face: Face, { moved, ...place }: FacePlace): object {
  switch (face.type) {
    case 'policy':
      return { id: face.id, defaultVersion: face.defaultVersion, tags: face.tags };
    case 'role':
      return {
        id: face.id,
        description: face.description,
        maxSessionDuration: face.maxSessionDuration,
        trust: normalize(documentMoved(face.trust, moved), { ...place, kind: 'trust' }),
        boundary: face.boundary,
        tags: face.tags,
      };
    case 'user':
      return { id: face.id, path: face.path, boundary: face.boundary, tags: face.tags };
    case 'group':
      return { id: face.id, path: face.path };
    case 'instance-profile':
      return { id: face.id, role: face.role, tags: face.tags };
    case 'oidc-provider':
      return { id: face.id, clientIds: face.clientIds, thumbprints: face.thumbprints, tags: face.tags };
    case 'saml-provider':
      return { id: face.id, metadata: face.metadata, tags: face.tags };
  }
}

/** The same for what an account has one of. */
export function settingFingerprint(value: object | string | null | undefined): string {
  return value === null || value === undefined ? ABSENT : sha256(canonicalJson(value));
}

/** The same for one inline policy. */
export function inlineFingerprint(
  document: PolicyDocument | undefined,
  place: Pick<DocumentPlace, 'partition' | 'arnOf'>,
): string {
  if (document === undefined) return ABSENT;
  return sha256(canonicalJson(normalize(document, { ...place, kind: 'identity' })));
}
