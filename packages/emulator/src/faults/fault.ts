import type { ServiceId } from '../protocol/services.ts';

/** A call that a fault may strike: its sender is known and its input is valid, but nothing has been authorised or done. */
export interface FaultedCall {
  readonly service: ServiceId;
  /** As in `CreateAccessKey`. */
  readonly operation: string;
  /** The ARN of the sender; `*` where the operation needs no signature. */
  readonly caller: string;
  readonly region: string;
  /** The members of the request, secret values too. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a fault does to a call. */
export type FaultEffect =
  /** Refused before anything is done, with this error of AWS. `status` follows from the code unless said otherwise. */
  | FailEffect<'fail'>
  /** Carried out, then answered with an error. */
  | FailEffect<'fail-after'>
  /** The connection breaks before anything is done. */
  | { readonly kind: 'drop-request' }
  /** Carried out, then the connection breaks: the sender cannot know the outcome. */
  | { readonly kind: 'drop-reply' }
  /** Held up for so many milliseconds: by the clock of the emulated AWS, or with `real` by the machine's. */
  | { readonly kind: 'delay'; readonly by: number; readonly real?: boolean }
  /** Refused because there are too many requests, under the name that the service gives it. */
  | { readonly kind: 'throttle' }
  /**
   * A read answers as if the last `writes` changes had not happened; 1 unless said otherwise. Does nothing to a call that is no read.
   * States are kept from the moment at which the fault is added.
   */
  | { readonly kind: 'stale'; readonly writes?: number };

interface FailEffect<Kind extends string> {
  readonly kind: Kind;
  /** As on the wire: `InternalFailure`, `LimitExceeded`, `ServiceUnavailable`. */
  readonly code: string;
  readonly message?: string;
  readonly status?: number;
}

/** Something that goes wrong, and with which calls. Every condition that is given must hold. */
export interface Fault {
  /** `iam:CreateAccessKey`; `*` stands for any text, as in `iam:Create*`. Every call unless said otherwise. */
  readonly on?: string;
  /** The ARN of the sender; `*` stands for any text. */
  readonly caller?: string;
  readonly when?: (call: FaultedCall) => boolean;
  /** Which of the calls that fit so far, counted from 1. */
  readonly nth?: number | readonly number[];
  /** How likely it strikes a call that fits, from 0 to 1. Drawn from `faultSeed`, so that it repeats. */
  readonly probability?: number;
  /** It strikes so many times at most. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

/** A fault that was added. */
export interface AddedFault {
  /** How many calls it has struck. */
  struck(): number;
  /** Ends it. */
  remove(): void;
}

/** The faults of an emulated AWS. */
export interface FaultControls {
  /**
   * From now on this goes wrong.
   *
   * @throws LeastwiseError `UNKNOWN_OPERATION` where no operation fits `on`, `INVALID_FAULT` for numbers that cannot be meant
   * @example
   * ```ts no-run
   * import { createAws } from '@leastwise/emulator';
   *
   * const cloud = createAws();
   * const lost = cloud.faults.add({ on: 'iam:CreateAccessKey', nth: 1, effect: { kind: 'drop-reply' } });
   * // ... the code under test ...
   * console.log(lost.struck());
   * ```
   */
  add(fault: Fault): AddedFault;
  /** Ends all faults. */
  clear(): void;
}
