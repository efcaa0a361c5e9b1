/*
 * The types of document.ts again, with what JSON Schema can say of them and TypeScript cannot. The tags are keywords of
 * JSON Schema that typescript-json-schema copies; the patterns are those of document-shape.ts and condition-shape.ts, and test/schema.test.ts
 * holds both to the same answers.
 */
import type {
  ConditionBlock,
  ConditionValue,
  OneOrMany,
  PolicyDocument,
  PolicyVersion,
  PrincipalMap,
  StatementElements,
} from '../src/document.ts';

/**
 * Operator, then key, then values.
 * @propertyNames {"pattern": "^(?:Null|(?:(?:ForAllValues|ForAnyValue):)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:LessThan|GreaterThan)(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?)$"}
 */
export interface Condition extends ConditionBlock {
  // Said again, because an index signature that is inherited is not seen.
  readonly [operator: string]: { readonly [key: string]: ConditionValue | readonly ConditionValue[] };
}

/** Who, by type; everyone is `"*"` in place of this. */
export interface Principals extends PrincipalMap {
  /** Accounts, users, roles and sessions, by ARN or account id. */
  readonly AWS?: OneOrMany<string>;
  /** AWS services, such as glue.amazonaws.com. */
  readonly Service?: OneOrMany<string>;
  /** Those whom a SAML or OIDC provider has signed in. */
  readonly Federated?: OneOrMany<string>;
  /** Accounts by their canonical user id, as Amazon S3 knows them. */
  readonly CanonicalUser?: OneOrMany<string>;
}

/**
 * One statement of a policy document.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * @allOf [
 *   {"oneOf": [{"required": ["Action"]}, {"required": ["NotAction"]}]},
 *   {"not": {"required": ["Resource", "NotResource"]}},
 *   {"not": {"required": ["Principal", "NotPrincipal"]}},
 *   {"anyOf": [
 *     {"required": ["Principal"]},
 *     {"required": ["NotPrincipal"]},
 *     {"required": ["Resource"]},
 *     {"required": ["NotResource"]}
 *   ]}
 * ]
 */
export interface Statement extends StatementElements {
  /** A name for the statement. */
  readonly Sid?: string;
  /** What the statement does where it applies. */
  readonly Effect: 'Allow' | 'Deny';
  /** Who is meant; only resource and trust policies say so. */
  readonly Principal?: '*' | Principals;
  /** Everyone but these. */
  readonly NotPrincipal?: '*' | Principals;
  /**
   * The actions that are meant, as service:Action, where `*` and `?` are wildcards.
   * @pattern ^(?:\*|[\w*?-]+:[\w*?-]+)$
   */
  readonly Action?: OneOrMany<string>;
  /**
   * Every action but these.
   * @pattern ^(?:\*|[\w*?-]+:[\w*?-]+)$
   */
  readonly NotAction?: OneOrMany<string>;
  /**
   * The ARNs of the resources that are meant, or `*`.
   * @pattern ^(?:\*|arn:(?:(?:[^:]*:){4}[\s\S]+|(?:[^:]*:){0,3}[^:]*\*:?))$
   */
  readonly Resource?: OneOrMany<string>;
  /**
   * Every resource but these.
   * @pattern ^(?:\*|arn:(?:(?:[^:]*:){4}[\s\S]+|(?:[^:]*:){0,3}[^:]*\*:?))$
   */
  readonly NotResource?: OneOrMany<string>;
  /** What must hold besides, all of it. */
  readonly Condition?: Condition;
}

/** @minItems 1 */
export type Statements = readonly Statement[];

/**
 * A policy document in any form that AWS accepts.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface Document extends Omit<PolicyDocument, 'Statement'> {
  /** Version of the policy language; without it that of 2008, where policy variables are plain text. */
  readonly Version?: PolicyVersion;
  /** A name for the document; some services ask for one. */
  readonly Id?: string;
  /** One statement, or a list of at least one. */
  readonly Statement: Statement | Statements;
}
