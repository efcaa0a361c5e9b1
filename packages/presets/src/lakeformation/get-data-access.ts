import { lakeformation } from '@leastwise/aws/lakeformation';
import { allow, type IdentityStatement } from '@leastwise/policy';

/**
 * Allows asking Lake Formation for credentials to data that is registered with it; nothing where none is. The action knows no
 * resource: which tables and columns it opens is granted in Lake Formation.
 * Source: https://docs.aws.amazon.com/lake-formation/latest/dg/access-control-underlying-data.html
 */
export function readThroughLakeFormation(registered: true | undefined): readonly IdentityStatement[] {
  return registered === true ? [allow(lakeformation.GetDataAccess).onAnyResource()] : [];
}
