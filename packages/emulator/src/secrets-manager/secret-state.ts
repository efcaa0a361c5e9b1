/** How a secret is rotated. */
export interface Rotation {
  readonly functionArn: string;
  enabled: boolean;
  rules: RotationRules | undefined;
  /** When it was turned on or last begun: only later windows count. */
  since: number;
  lastRotated: number | undefined;
}

export interface RotationRules {
  readonly AutomaticallyAfterDays?: number | undefined;
  readonly Duration?: string | undefined;
  readonly ScheduleExpression?: string | undefined;
}

/** A copy of a secret in another region. */
export interface Replica {
  readonly kmsKeyId: string | undefined;
  readonly added: number;
  /** Why there is none, where it could not be made. */
  readonly failure: string | undefined;
}
