/** Something to find out before anything can be decided; looking changes nothing. */
export type Look =
  | {
      readonly look: 'identity';
      readonly versionId: string;
      readonly keyId: string;
      /** `proof` asks until the key works everywhere, `check` asks once. */
      readonly as: 'proof' | 'check';
    }
  | { readonly look: 'last-use'; readonly keyId: string };

/** One safe change. Each can be repeated, and stopped half-way, without harm. */
export type Step =
  | { readonly do: 'mint'; readonly base: string; readonly attempt: number }
  | { readonly do: 'activate'; readonly keyId: string; readonly alarm?: string }
  /** `last`: what follows is left to a later run. */
  | { readonly do: 'deactivate'; readonly keyId: string; readonly last?: true }
  | { readonly do: 'delete'; readonly keyId: string }
  | { readonly do: 'discard'; readonly keyId?: string; readonly versionId: string }
  /** Stores the pending key again, beside the fields that the current version `from` has by now. */
  | { readonly do: 'refresh'; readonly keyId: string; readonly versionId: string; readonly from: string }
  | { readonly do: 'promote'; readonly versionId: string; readonly from?: string }
  | { readonly do: 'label'; readonly label: string; readonly versionId: string; readonly from?: string }
  | { readonly do: 'unlabel'; readonly label: string; readonly versionId: string };

/** Where a rotation stops for now. */
export type StopState = 'idle' | 'waiting' | 'in-use' | 'busy' | 'blocked';

export interface Stop {
  readonly stop: StopState;
  readonly reason: string;
  /** What comes next, and not before when, in milliseconds since 1970. */
  readonly next?: { readonly what: string; readonly at: number };
  /** What a person can do about it. */
  readonly remedy?: Remedy;
}

/** A way out, for a person. */
export interface Remedy {
  /** In words: `delete it if nobody uses it`. */
  readonly what: string;
  /** The exact request that does it, where one does. */
  readonly call?: PlannedCall;
}

/** Something that no rotation may touch; it ends in an error. */
export interface Refuse {
  readonly refuse: 'NOT_A_KEY' | 'ROOT_KEY' | 'FOREIGN_KEY';
  readonly what: string;
  readonly hint: string;
}

/** A request as it would be made, as plain data. What is secret in it reads `[redacted]`. */
export interface PlannedCall {
  /** `IAM`, `SecretsManager`, or what else a strategy speaks to. */
  readonly service: string;
  /** `UpdateAccessKey` */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export type Decision = Look | Step | Stop | Refuse;
