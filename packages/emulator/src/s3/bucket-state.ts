import type { ResourcePolicy } from '../resource-policy.ts';

export interface Bucket {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly created: number;
  policy: ResourcePolicy | undefined;
  readonly tags: Map<string, string>;
  publicAccessBlock: PublicAccessBlock | undefined;
  /** By key. */
  readonly objects: Map<string, StoredObject>;
  /** By id: objects that are being sent in parts. */
  readonly uploads: Map<string, Upload>;
}

export interface Upload extends Pick<StoredObject, 'key' | 'headers' | 'metadata' | 'tags'> {
  readonly id: string;
  readonly begun: number;
  /** By number. */
  readonly parts: Map<number, Part>;
}

export interface Part {
  readonly number: number;
  readonly body: Uint8Array;
  /** With its quotation marks. */
  readonly etag: string;
  readonly modified: number;
}

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface StoredObject {
  readonly key: string;
  readonly body: Uint8Array;
  /** With its quotation marks. */
  readonly etag: string;
  readonly modified: number;
  /** `content-type`, `cache-control` and the like, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** By lower-case name without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Map<string, string>;
}
