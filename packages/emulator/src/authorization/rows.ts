import type { Context } from '../context.ts';
import { iamRows } from '../iam/authorization.ts';
import type { ServiceId } from '../protocol/services.ts';
import type { Members } from '../protocol/wire.ts';
import { s3Rows } from '../s3/authorization.ts';
import { secretsManagerRows } from '../secrets-manager/authorization.ts';
import { stsRows } from '../sts/authorization.ts';
import { taggingRows } from '../tagging/authorization.ts';
import type { Demand } from './row.ts';

/** A row without its types: its input has been decoded to them. */
export type AnyRow = (
  input: Members,
  context: Context,
) => Demand | readonly Demand[] | Promise<Demand | readonly Demand[]>;

/** What every operation needs, by service. Each is checked against the page of the Service Authorization Reference that it cites. */
export const ROWS: Readonly<Record<ServiceId, Readonly<Record<string, AnyRow>>>> = {
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
  iam: untyped(iamRows),
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
  sts: untyped(stsRows),
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
  secretsmanager: untyped(secretsManagerRows),
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
  s3: untyped(s3Rows),
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonresourcegrouptaggingapi.html
  tagging: untyped(taggingRows),
};

// The boundary between the typed rows and the codec, as for the handlers in ../operations.ts.
function untyped(rows: object): Readonly<Record<string, AnyRow>> {
  return rows as Readonly<Record<string, AnyRow>>;
}
