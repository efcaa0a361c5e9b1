import type { AccessRequest, Context, Policies } from '@leastwise/evaluate';
import type { PolicyDocument, PolicyHolder } from '@leastwise/policy';

/** One document that a preset gives, and where it is kept. */
export interface Side {
  /** What it is called in messages and on the page: `permissions`, `trust`, `bucket policy`. */
  readonly name: string;
  /** What it does when a request is decided. */
  readonly as: 'identity' | 'resource' | 'boundary' | 'session' | 'scp' | 'rcp' | 'vpcEndpoint';
  /** Where AWS keeps it, which is how long it may be. */
  readonly holder: PolicyHolder;
  readonly document: PolicyDocument;
  /** Of a resource's policy, whose it is: an ARN. It bears on the resource and on what is below it. */
  readonly on?: string;
}

/** A request, as AWS's page of the job describes it or as someone might try it. */
export interface Claim {
  /** What the request is for, to go on after "may" or "may not": `read an object of the data set`. */
  readonly claim: string;
  readonly action: string;
  readonly resource: string;
  /**
   * Who asks, if it is not the proof's caller. The identity side bears only on the caller: what anyone else has stands in
   * `beside`.
   */
  readonly principal?: AccessRequest['principal'];
  readonly resourceAccount?: string;
  readonly context?: Context;
  /** Policies of the surroundings, which are not under proof: what another account's user has, the policy of a key. */
  readonly beside?: Policies;
}

/** A request that the job makes, and the page of AWS's documentation that says so. */
export interface AllowedClaim extends Claim {
  readonly page: string;
}

/** What AWS has for the same job. */
export type Peer =
  | {
      /** Managed policies of AWS, by name: what someone would attach instead. */
      readonly managedPolicies: readonly [string, ...string[]];
      /** The actions that ours allows and AWS's does not, each with its reason. */
      readonly extras: readonly { readonly action: string; readonly reason: string }[];
    }
  | {
      /** Why there is nothing to compare with. */
      readonly none: string;
    };

/** A preset under proof, in one configuration. */
export interface Proof {
  /** Its module and its name: `s3.readOnlyDataSet`. */
  readonly preset: string;
  /** What is special about this configuration, where a preset has several proofs: `with a key`. */
  readonly variant?: string;
  /** One line for the page. */
  readonly purpose: string;
  /** What the preset is called with. The page shows the names. */
  readonly parameters: object;
  /** The documents it gives, all of them. */
  readonly sides: readonly Side[];
  /** Who has the identity side. */
  readonly caller: AccessRequest['principal'];
  /** What every request carries unless it says otherwise; `aws:SecureTransport` is true anyway. */
  readonly context?: Context;
  readonly allowed: readonly AllowedClaim[];
  readonly nearMisses: readonly Claim[];
  readonly peer: Peer;
  /** Mutants that may survive, by the text that the test prints, each with its reason. One that does not survive fails too. */
  readonly spared?: Readonly<Record<string, string>>;
}

/** What a proof is called: `s3.readOnlyDataSet, with a key`. */
export function titleOf({ preset, variant }: Proof): string {
  return variant === undefined ? preset : `${preset}, ${variant}`;
}
