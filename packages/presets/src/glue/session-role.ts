import { policy, principal, type RoleDefinition } from '@leastwise/policy';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { dataStatements, type GlueData } from './data-statements.ts';

/** What interactive sessions are told; see {@link sessionRole}. */
export interface SessionRoleParameters<Region extends string = string, Account extends string = string>
  extends RoleParameters<Region, Account>, GlueData {}

/**
 * The runtime role of interactive sessions in AWS Glue: what an ETL job may do, without a script. The statements of whoever
 * opens a session run with it; see {@link sessionUser}.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/glue-is-security.html#glue-is-runtime-role
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 */
export function sessionRole<const Region extends string, const Account extends string>(
  parameters: SessionRoleParameters<Region, Account>,
): RoleDefinition {
  const place = placeOf(parameters);
  return roleOf(
    parameters,
    'Runtime role of AWS Glue interactive sessions',
    trustService(principal.services.glue, place),
    policy(...dataStatements(parameters, '/aws-glue/sessions/*', place)),
  );
}
