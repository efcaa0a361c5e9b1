import type { Context } from './context.ts';
import { iamOperations } from './iam/operations.ts';
import type { ServiceId } from './protocol/services.ts';
import type { Members } from './protocol/wire.ts';
import { s3Operations } from './s3/operations.ts';
import { secretsManagerOperations } from './secrets-manager/operations.ts';
import { stsOperations } from './sts/operations.ts';
import { taggingOperations } from './tagging/operations.ts';

/** A handler without its types: what it takes has been decoded to them, what it gives is encoded from them. */
export type AnyHandler = (input: Members, context: Context) => Members | void | Promise<Members | void>;

/**
 * Every operation that the emulator carries out. To add one, write its handler and name it in its service's table; and write its
 * row, which says what the caller must be allowed (authorization/row.ts), and name that in the table of rows beside it.
 */
export const OPERATIONS: Readonly<Record<ServiceId, Readonly<Record<string, AnyHandler>>>> = {
  iam: untyped(iamOperations),
  sts: untyped(stsOperations),
  secretsmanager: untyped(secretsManagerOperations),
  s3: untyped(s3Operations),
  tagging: untyped(taggingOperations),
};

// The boundary between the typed handlers and the table-driven codec, which decodes to and encodes from the same table
// that the handlers' types were generated from.
function untyped(handlers: object): Readonly<Record<string, AnyHandler>> {
  return handlers as Readonly<Record<string, AnyHandler>>;
}
