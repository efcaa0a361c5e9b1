import type { Entity, Tags } from '../state.ts';

export interface InstanceProfile extends Entity {
  readonly tags: Tags;
  /** The unique id of its one role. */
  roleId: string | undefined;
}

export interface OidcProvider {
  readonly arn: string;
  /** Without the scheme. */
  readonly url: string;
  readonly created: number;
  readonly clientIds: string[];
  thumbprints: readonly string[];
  readonly tags: Tags;
}

export interface SamlProvider {
  readonly arn: string;
  readonly name: string;
  readonly id: string;
  readonly created: number;
  metadata: string;
  encryption: string | undefined;
  /** Ids of the private keys for encrypted assertions; the keys themselves are not kept. */
  readonly privateKeys: { readonly id: string; readonly added: number }[];
  readonly tags: Tags;
}

/** A virtual MFA device. */
export interface MfaDevice {
  readonly serialNumber: string;
  readonly path: string;
  readonly name: string;
  readonly seed: Uint8Array;
  readonly created: number;
  readonly tags: Tags;
  /** Whose it is, once it is enabled; the account's id for its root. */
  enabled: { readonly ownerId: string; readonly at: number } | undefined;
  /** How many steps of 30 seconds the device's clock is ahead of ours. */
  drift: number;
  /** The step whose code was last taken: it and those before it are used up. */
  usedStep?: number;
}
