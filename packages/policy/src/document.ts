/** AWS takes a lone value for a list of one. */
export type OneOrMany<T> = T | readonly T[];

/** A value to compare with; numbers and booleans are legal JSON here. */
export type ConditionValue = string | number | boolean;

/** Operator, then key, then values. */
export interface ConditionBlock {
  readonly [operator: string]: { readonly [key: string]: OneOrMany<ConditionValue> };
}

/** Principals by kind, as a document writes them. */
export interface PrincipalMap {
  readonly AWS?: OneOrMany<string>;
  readonly Service?: OneOrMany<string>;
  readonly Federated?: OneOrMany<string>;
  readonly CanonicalUser?: OneOrMany<string>;
}
/** Who a statement is about: everyone, or principals by kind. */
export type PrincipalBlock = '*' | PrincipalMap;

interface WithPrincipal {
  readonly Principal?: PrincipalBlock;
  readonly NotPrincipal?: never;
}
interface WithNotPrincipal {
  readonly Principal?: never;
  readonly NotPrincipal: PrincipalBlock;
}
interface WithAction {
  readonly Action: OneOrMany<string>;
  readonly NotAction?: never;
}
interface WithNotAction {
  readonly Action?: never;
  readonly NotAction: OneOrMany<string>;
}
interface WithResource {
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: never;
}
interface WithNotResource {
  readonly Resource?: never;
  readonly NotResource: OneOrMany<string>;
}
interface StatementFrame {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Condition?: ConditionBlock;
}

/**
 * One statement of a policy document: an element or its negation, never both, and always one about actions.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export type StatementJson = StatementFrame &
  (WithPrincipal | WithNotPrincipal) &
  (WithAction | WithNotAction) &
  (WithResource | WithNotResource);

/** Each element by itself, as one object type: what excludes what is forgotten, as while a statement is being written. */
export type StatementElements = Pick<StatementJson, keyof StatementJson>;

/** What a statement does where it applies. */
export type Effect = StatementJson['Effect'];

/** Version of the policy language; a document without one is of 2008, where policy variables are plain text. */
export type PolicyVersion = '2012-10-17' | '2008-10-17';

/**
 * A policy document in any form that AWS accepts.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  readonly Version?: PolicyVersion;
  readonly Id?: string;
  readonly Statement: OneOrMany<StatementJson>;
}

declare const kind: unique symbol;

/** What an identity may do; attached to users, groups and roles. Serves as a permissions boundary or session policy too. */
export interface IdentityPolicy extends PolicyDocument {
  readonly [kind]: 'identity';
}
/** Who may do what with the resource that it is attached to. */
export interface ResourcePolicy extends PolicyDocument {
  readonly [kind]: 'resource';
}
/** Who may assume a role, and on what conditions. */
export interface TrustPolicy extends PolicyDocument {
  readonly [kind]: 'trust';
}
/** The most that a user or role may do, whatever its own policies allow. */
export interface PermissionsBoundary extends PolicyDocument {
  readonly [kind]: 'boundary' | 'identity';
}
/** The most that one session may do; passed when a role is assumed. */
export interface SessionPolicy extends PolicyDocument {
  readonly [kind]: 'session' | 'identity';
}
/** The most that the identities of an organisation's accounts may do. */
export interface ServiceControlPolicy extends PolicyDocument {
  readonly [kind]: 'service-control';
}
/** What nobody may do to the resources of an organisation's accounts. */
export interface ResourceControlPolicy extends PolicyDocument {
  readonly [kind]: 'resource-control';
}
/** What may be done through a VPC endpoint. */
export interface VpcEndpointPolicy extends PolicyDocument {
  readonly [kind]: 'vpc-endpoint';
}

/** The kinds of policy by name. */
export interface PolicyKinds {
  readonly identity: IdentityPolicy;
  readonly resource: ResourcePolicy;
  readonly trust: TrustPolicy;
  readonly boundary: PermissionsBoundary;
  readonly session: SessionPolicy;
  readonly 'service-control': ServiceControlPolicy;
  readonly 'resource-control': ResourceControlPolicy;
  readonly 'vpc-endpoint': VpcEndpointPolicy;
}
/** The name of a kind of policy. */
export type PolicyKind = keyof PolicyKinds;
