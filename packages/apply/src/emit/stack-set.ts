import { checkOptions, checkParameter, freeze, LeastwiseError } from '@leastwise/core';
import { expectStack } from '../check-given.ts';
import { type CloudFormationTemplate, emitCloudFormation } from './cloudformation.ts';
import type { Stack } from '../stack.ts';

/** Into which accounts of an organisation a stack goes. */
export interface StackSetOptions {
  /** The ids of organisational units, `ou-ab12-cd34ef56`, or of the root, `r-ab12`: every account under them, later ones too. */
  readonly organizationalUnits: readonly string[];
  /** The one region that the stacks are kept in; IAM itself has none. */
  readonly region: string;
  /** Whether what was made stays in an account that leaves; no unless said otherwise. */
  readonly keepWhereAccountsLeave?: boolean;
  /** Whether a delegated administrator's account deploys it, instead of the organisation's own; no unless said otherwise. */
  readonly delegated?: boolean;
}

/** A template with one stack set in it. */
export interface StackSetTemplate extends Omit<CloudFormationTemplate, 'Resources'> {
  readonly Resources: Readonly<
    Record<string, { readonly Type: 'AWS::CloudFormation::StackSet'; readonly Properties: object }>
  >;
}

/** What a template may have that stands in another one. */
const LONGEST_BODY = 51_200;

/**
 * A stack for the accounts of an organisation: a template with a service-managed stack set, to be deployed in the
 * organisation's management account or that of a delegated administrator. It does not reach the management account itself.
 * Documents are the same in each account, so ARNs in them should name none of these accounts.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-enable-trusted-access.html
 *
 * @throws LeastwiseError `NOT_EXPRESSIBLE` as `emitCloudFormation` does, `OUT_OF_RANGE` for a template of more than 51,200
 * bytes or no organisational unit, `MALFORMED_NAME` for what is the id of none
 */
export function emitStackSet(stack: Stack, options: StackSetOptions): StackSetTemplate {
  expectStack(stack);
  checkOptions('options', options, ['organizationalUnits', 'region', 'keepWhereAccountsLeave', 'delegated']);
  checkParameter('options', options, {
    organizationalUnits: 'list',
    region: 'text',
    'keepWhereAccountsLeave?': 'boolean',
    'delegated?': 'boolean',
  });
  const { organizationalUnits, region, keepWhereAccountsLeave = false, delegated = false } = options;
  checkUnits(organizationalUnits);
  const properties = {
    StackSetName: stackSetName(stack.name),
    Description: `IAM of the stack ${stack.name}`,
    PermissionModel: 'SERVICE_MANAGED',
    CallAs: delegated ? 'DELEGATED_ADMIN' : 'SELF',
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: keepWhereAccountsLeave },
    StackInstancesGroup: [
      { DeploymentTargets: { OrganizationalUnitIds: [...organizationalUnits] }, Regions: [region] },
    ],
    TemplateBody: bodyOf(emitCloudFormation(stack)),
  };
  return freeze({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `IAM of the stack ${stack.name}, in every account of ${organizationalUnits.join(', ')}`,
    Resources: {
      StackSet: { Type: 'AWS::CloudFormation::StackSet', Properties: properties },
    },
  });
}

/** A stack set's name has only letters, digits and hyphens and begins with a letter. */
function stackSetName(name: string): string {
  return `leastwise-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

function bodyOf(template: CloudFormationTemplate): string {
  const body = JSON.stringify(template);
  const bytes = new TextEncoder().encode(body).length;
  if (bytes <= LONGEST_BODY) return body;
  throw new LeastwiseError({
    code: 'OUT_OF_RANGE',
    what: `the template of a stack set has at most ${LONGEST_BODY} bytes, not ${bytes}`,
    hint: 'divide the stack into several',
  });
}

function checkUnits(units: readonly string[]): void {
  if (units.length === 0)
    throw new LeastwiseError({ code: 'OUT_OF_RANGE', what: 'a stack set needs an organisational unit' });
  const odd = units.find((unit) => !/^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$/.test(unit));
  if (odd === undefined) return;
  throw new LeastwiseError({
    code: 'MALFORMED_NAME',
    what: `an organisational unit is \`ou-ab12-cd34ef56\` and a root \`r-ab12\`, not \`${odd}\``,
  });
}
