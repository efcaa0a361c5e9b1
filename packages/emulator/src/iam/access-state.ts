/** What an account remembers of who used what. */
export interface AccountAccess {
  /** By the unique id of the user or role. */
  readonly uses: Map<string, ServiceUse[]>;
  /** Reports on the last use of services, by job id. */
  readonly jobs: Map<string, AccessJob>;
  report: CredentialReport | undefined;
}

/** The last use of a service by one principal. */
export interface ServiceUse {
  /** As in the names of its actions: `s3`. */
  readonly service: string;
  at: number;
  region: string;
  /** The last use of each action, by name without the service. */
  readonly actions: Map<string, { readonly at: number; readonly region: string }>;
}

/** A job that GenerateServiceLastAccessedDetails started. */
export interface AccessJob {
  readonly id: string;
  /** The ARN of the user, group, role or policy that it reports on. */
  readonly arn: string;
  readonly created: number;
  readonly granularity: 'SERVICE_LEVEL' | 'ACTION_LEVEL';
  readonly services: readonly ServiceReport[];
}

export interface ServiceReport {
  readonly service: string;
  /** Who used it, the latest first. */
  readonly users: readonly EntityUse[];
  /** The last use of each action by anyone. */
  readonly actions: readonly {
    readonly name: string;
    readonly at: number;
    readonly region: string;
    readonly arn: string;
  }[];
}

/** One entity's last use of a service; `at` is absent where it never used it. */
export interface EntityUse {
  readonly entity: {
    readonly arn: string;
    readonly name: string;
    readonly type: string;
    readonly id: string;
    readonly path: string;
  };
  readonly at: number | undefined;
  readonly region: string | undefined;
}

export interface CredentialReport {
  readonly generated: number;
  readonly csv: string;
}
