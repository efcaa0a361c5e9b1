import type { Refusal } from './refusal.ts';
import type { Service } from './services.ts';

/** Header values by lower-case name. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** An HTTP request, freed of how it came. */
export interface WireRequest {
  readonly method: string;
  /** As it was sent, percent-encoded, without the query. */
  readonly path: string;
  /** As it was sent, without the question mark. */
  readonly query: string;
  /** Over TLS; a request in the emulator's own process counts as such. */
  readonly secure: boolean;
  readonly sourceIp: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array;
}

/** An HTTP answer, whichever way it goes. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
  /** What an answer that is no is called. */
  readonly errorCode?: string;
}

/** The members of a structure. */
export type Members = Readonly<Record<string, unknown>>;

/** A request whose service and operation are known and whose members are still as they were sent. */
export interface Call {
  readonly service: Service;
  readonly operation: string;
  /**
   * Reads the members as this structure.
   *
   * @throws Refusal for a value that is not of its type.
   */
  readonly decode: (structure: string) => Members;
}

/** One of the ways in which AWS services speak. */
export interface Protocol {
  /** @throws Refusal for a request that cannot be understood. */
  readonly read: (request: WireRequest, body: string) => Call;
  readonly answer: (call: Call, output: Members, requestId: string) => WireResponse;
  /** The service is absent where the request did not get far enough to tell. */
  readonly refuse: (refusal: Refusal, service: Service | undefined, requestId: string) => WireResponse;
}
