/**
 * A value of a context key. Dates may be `Date`, ISO 8601 text or seconds since 1970: these where numeric operators compare
 * them too, as aws:EpochTime.
 */
export type ContextValue = string | number | boolean | Date;

/**
 * The context of a request by key, in whatever case. A list stands for a key with several values; an empty list says that the
 * key is known to be absent, so that it is not reported as missing.
 */
export type Context = Readonly<Record<string, ContextValue | readonly ContextValue[]>>;

/** What an ARN alone does not say of a caller. */
export interface CallerDescription {
  /**
   * Of an IAM user, the root user, a role session (`arn:aws:sts::111122223333:assumed-role/training/job-7`), a federated
   * user, a role (a session of it whose name is not known) or an identity provider.
   */
  readonly arn: string;
  /** The role of a session, with its path, which the session's ARN lacks: aws:PrincipalArn. */
  readonly roleArn?: string;
  /** The unique id of the user (`AIDA...`) or role (`AROA...`): aws:userid. */
  readonly userId?: string;
  /** The ARN of the IAM user who called sts:GetFederationToken, for a federated user. */
  readonly federatedBy?: string;
}

/** A request to AWS as its policies see it. */
export interface AccessRequest {
  /**
   * Who asks: an ARN or a {@link CallerDescription}, a service (`glue.amazonaws.com`), a web identity provider
   * (`accounts.google.com`, or its ARN), or `*` for someone who has not signed in.
   */
  readonly principal: string | CallerDescription;
  /** `s3:GetObject`; no wildcards. */
  readonly action: string;
  /** The ARN of what is asked for, without wildcards, or `*` for an action that works on no resource. */
  readonly resource: string;
  /**
   * The account that owns the resource. Where it is left out, it is the account in the resource's ARN, and the caller's own
   * where that has none, as in `arn:aws:s3:::my-bucket`.
   */
  readonly resourceAccount?: string;
  readonly context?: Context;
}
