import { LeastwiseError } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import type { Policies } from '../policies.ts';
import { isObject } from './check-claim.ts';
import type { Attached, Attachment, Definition } from './proof.ts';

/**
 * The policies that an identity brings with it.
 *
 * @throws LeastwiseError `UNKNOWN_ATTACHMENT` for a policy that is attached by ARN and whose document is not given
 */
export function policiesOf(definition: Definition, attached: Attached): Policies {
  if (definition.kind === 'managed-policy') return { identity: [definition.document] };
  const read = (attachment: Attachment): PolicyDocument => documentOf(attachment, definition.name, attached);
  const permissions =
    definition.kind === 'role' && definition.permissions !== undefined ? [definition.permissions] : [];
  const identity = [
    ...permissions,
    ...(definition.policies ?? []).map(read),
    ...Object.values(definition.inline ?? {}),
  ];
  if (definition.kind === 'group' || definition.boundary === undefined) return { identity };
  return { identity, boundary: read(definition.boundary) };
}

function documentOf(attachment: Attachment, owner: string, attached: Attached): PolicyDocument {
  const document = isObject(attachment) ? attachment.document : attached[attachment];
  if (document !== undefined) return document;
  throw new LeastwiseError({
    code: 'UNKNOWN_ATTACHMENT',
    what: `\`${owner}\` attaches a policy whose document is not known`,
    path: isObject(attachment) ? attachment.name : attachment,
    hint: 'give it in `attached`, by its ARN',
  });
}

/**
 * The tags of a user or role are those of its sessions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag
 */
export function tagsOf(definition: Definition): Readonly<Record<string, string>> {
  if (definition.kind !== 'role' && definition.kind !== 'user') return {};
  return Object.fromEntries(
    Object.entries(definition.tags ?? {}).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
  );
}

/** Two lists of documents as one. */
export function documentsOf(
  own: readonly PolicyDocument[] = [],
  more: readonly PolicyDocument[] = [],
): readonly PolicyDocument[] {
  return [...own, ...more];
}
