/** A user's right to sign in to the console. Passwords are kept as salted hashes only. */
export interface LoginProfile {
  readonly created: number;
  password: PasswordHash;
  changed: number;
  resetRequired: boolean;
  /** Those before, the latest first, as many as a policy can forbid to use again. */
  readonly earlier: PasswordHash[];
}

export interface PasswordHash {
  readonly salt: string;
  readonly hash: string;
}

/** What an account asks of its users' passwords. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireSymbols: boolean;
  readonly requireNumbers: boolean;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly usersMayChange: boolean;
  /** In days. */
  readonly maxAge: number | undefined;
  readonly reusePrevention: number | undefined;
  readonly hardExpiry: boolean;
}
