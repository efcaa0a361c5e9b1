import { LeastwiseError } from '@leastwise/core';
import { checkPolicy, type PolicyDocument } from '@leastwise/policy';
import type { Controls } from './state.ts';

/** Policies of an organisation that are attached at one place. */
export interface OrganizationPolicies {
  /** Service control policies; FullAWSAccess alone where they are left out, as AWS attaches it to everything. */
  readonly scps?: readonly PolicyDocument[];
  /** Resource control policies, which only deny. */
  readonly rcps?: readonly PolicyDocument[];
}

/** The root of an organisation or an organisational unit, with what is in it. */
export interface OrganizationUnit extends OrganizationPolicies {
  /** Accounts by their twelve digits, with what is attached to them. */
  readonly accounts?: Readonly<Record<string, OrganizationPolicies>>;
  /** Organisational units by name. */
  readonly units?: Readonly<Record<string, OrganizationUnit>>;
}

/**
 * An AWS organisation.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export interface Organization extends OrganizationUnit {
  /** The management account, which service control policies do not bind. */
  readonly management: string;
}

const FULL_ACCESS = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const ID = 'o-leastwise0';
const ROOT_ID = 'r-root';

/**
 * What an organisation lets each of its accounts do, by account.
 *
 * @throws LeastwiseError for a document that is none, and `ACCOUNT_TWICE` for an account in two places.
 */
export function readOrganization(organization: Organization): ReadonlyMap<string, Controls> {
  const found = new Map<string, Controls>();
  const note = (account: string, controls: Controls): void => {
    if (found.has(account)) {
      throw new LeastwiseError({
        code: 'ACCOUNT_TWICE',
        what: `the account \`${account}\` stands in two places of the organisation`,
        hint: 'an account belongs to one organisational unit, or to the root',
      });
    }
    found.set(account, controls);
  };
  const top: Controls = { organization: ID, path: `${ID}/${ROOT_ID}/`, scps: [], rcps: [] };
  readUnit(organization, '$.organization', top, note);
  const { scps: _, ...management } =
    found.get(organization.management) ?? extended(top, organization, '$.organization');
  found.set(organization.management, { ...management, scps: undefined });
  return found;
}

function readUnit(
  unit: OrganizationUnit,
  at: string,
  above: Controls,
  note: (account: string, controls: Controls) => void,
): void {
  const here = extended(above, unit, at);
  for (const [account, policies] of Object.entries(unit.accounts ?? {})) {
    note(account, extended(here, policies, `${at}.accounts.${account}`));
  }
  for (const [name, inner] of Object.entries(unit.units ?? {})) {
    const path = `${here.path}ou-${name}/`;
    readUnit(inner, `${at}.units.${name}`, { ...here, path }, note);
  }
}

/** One level more. */
function extended(above: Controls, { scps, rcps = [] }: OrganizationPolicies, at: string): Controls {
  const own = scps?.map((document, i) => textOf(document, 'identity', `${at}.scps[${i}]`)) ?? [FULL_ACCESS];
  const limits = rcps.map((document, i) => textOf(document, 'resource', `${at}.rcps[${i}]`));
  return { ...above, scps: [...(above.scps ?? []), own], rcps: [...(above.rcps ?? []), limits] };
}

function textOf(document: PolicyDocument, kind: 'identity' | 'resource', at: string): string {
  checkPolicy(document, kind, at);
  return JSON.stringify(document);
}
