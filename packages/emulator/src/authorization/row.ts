import type { ContextValue } from '@leastwise/evaluate';
import type { Context } from '../context.ts';
import type { ResourcePolicy } from '../resource-policy.ts';

/*
 * Each operation has, beside its handler, a row that says what the caller must be allowed: which action, on which resource, with
 * which condition keys. Without a row an operation is refused, whoever asks. The rows of a service stand in its folder
 * (iam/authorization.ts, sts/authorization.ts, secrets-manager/authorization.ts ...) and are gathered in ./rows.ts; those of a
 * group of new operations may stand in a file of their own that is spread into the service's table.
 *
 *   AttachRolePolicy: ({ RoleName, PolicyArn }, context) => ({
 *     on: role(context, RoleName),                    // a target: ARN, tags, boundary
 *     keys: { 'iam:PolicyARN': PolicyArn },           // what the service adds to the context; undefined is left out
 *   }),
 *   AddRoleToInstanceProfile: (input, context) => [   // a call that needs several permissions gives a list
 *     { on: instanceProfile(context, input.InstanceProfileName) },
 *     passRole(context, input.RoleName, 'ec2.amazonaws.com'),
 *   ],
 *   ListRoles: () => ({}),                            // an action without resource types, on everything
 *
 * A row is asked before the handler, about things that may not exist: it finds out and never throws for that. Global keys
 * (aws:CurrentTime, aws:SourceIp, aws:PrincipalTag/... and so on) are added for every request.
 */

/** Condition keys and their values; those without a value are left out. */
export type Keys = Readonly<Record<string, ContextValue | readonly ContextValue[] | undefined>>;

/** What a call is about. */
export interface Target {
  /** `*` for an action that works on no one resource. */
  readonly arn: string;
  /** Condition keys that follow from the resource, above all its tags. */
  readonly keys?: Keys;
  /** Its owner, where its ARN does not say. */
  readonly account?: string | undefined;
  /** The policy of the resource itself. */
  readonly policy?: ResourcePolicy | undefined;
}

/** A permission that a call needs. */
export interface Demand {
  /** With its service, as in `iam:PassRole`; the operation's own name unless said otherwise. */
  readonly action?: string;
  /** Everything (`*`) unless said otherwise. */
  readonly on?: Target;
  readonly keys?: Keys;
  /** Who asks, where it is not the one who signed: the identity provider of a request that needs no signature. */
  readonly by?: string;
}

/** What one item of a batch needs: the others are handled without it. */
export type DemandOfPart = Demand & { readonly action: string };

/** Says what permissions a call needs. */
export type Row<Input> = (
  input: Input,
  context: Context,
) => Demand | readonly Demand[] | Promise<Demand | readonly Demand[]>;

/** The rows of a service's operations, by name. */
export type Rows<Operations> = {
  readonly [Name in keyof Operations]?: Operations[Name] extends { input: infer Input } ? Row<Input> : never;
};

/** Condition keys of tags that a request brings: `aws:RequestTag/<key>` and `aws:TagKeys`. */
export function requestTags(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Keys {
  if (tags === undefined) return {};
  return {
    ...Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [`aws:RequestTag/${Key}`, Value])),
    ...tagKeys(tags.map(({ Key = '' }) => Key)),
  };
}

/** The condition key of the tags that a request names: `aws:TagKeys`. */
export function tagKeys(keys: readonly string[]): Keys {
  return { 'aws:TagKeys': keys };
}

/** Condition keys of the tags that a resource has: `aws:ResourceTag/<key>`, and the service's own form where it has one. */
export function resourceTags(
  tags: Iterable<{ readonly Key: string; readonly Value: string }>,
  own?: string,
): Keys {
  const keys: Record<string, string> = {};
  for (const { Key, Value } of tags) {
    keys[`aws:ResourceTag/${Key}`] = Value;
    if (own !== undefined) keys[`${own}${Key}`] = Value;
  }
  return keys;
}
