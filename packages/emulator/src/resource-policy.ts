import type { PrincipalBlock, StatementJson } from '@leastwise/policy';
import { isPrincipalUnknownYet } from './consistency/consistency.ts';
import type { Context } from './context.ts';
import { findEntity } from './find-entity.ts';
import { Refusal } from './protocol/refusal.ts';
import type { ServiceErrorCode } from './protocol/services.ts';
import type { Account, Cloud } from './state.ts';

/**
 * A policy that names principals: a role's trust policy, the policy of a secret or of a bucket. AWS keeps users and roles in it
 * by their unique ids, so that one of the same name that is made later is not meant.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export interface ResourcePolicy {
  /** As it was written. */
  readonly text: string;
  /** The unique ids of the users and roles that it named, by the ARNs that it named them by. */
  readonly ids: ReadonlyMap<string, string>;
}

/** What naming a principal depends on. */
type Naming = Pick<Context, 'cloud' | 'now' | 'consistency'>;

/**
 * Takes a policy that has been checked to be one and finds the users and roles that it names. Those of accounts that are not
 * emulated are taken as they are; one that is too new to be known does not exist.
 *
 * @throws Refusal of this code for a user or role that does not exist.
 */
export function resourcePolicy(context: Naming, text: string, code: ServiceErrorCode): ResourcePolicy {
  const ids = new Map<string, string>();
  for (const name of namesIn(parse(text))) {
    const id = idOf(context, name);
    if (id === 'absent') {
      throw new Refusal(code, `Invalid principal in policy: "AWS":"${name}"`);
    }
    if (id !== 'opaque') ids.set(name, id);
  }
  return { text, ids };
}

/** The policy as it reads today: with the ARNs that its users and roles have now, and the ids of those that are gone. */
export function currentText(cloud: Cloud, { text, ids }: ResourcePolicy): string {
  const moved = new Map(
    Array.from(ids, ([name, id]) => [name, arnOf(cloud, name, id) ?? id] as const).filter(
      ([name, now]) => name !== now,
    ),
  );
  if (moved.size === 0) return text;
  const document = parse(text);
  const statements = [document.Statement].flat().map((statement) => ({
    ...statement,
    ...(statement.Principal && { Principal: renamed(statement.Principal, moved) }),
    ...(statement.NotPrincipal && { NotPrincipal: renamed(statement.NotPrincipal, moved) }),
  }));
  return JSON.stringify({ ...document, Statement: statements });
}

function renamed(block: PrincipalBlock, moved: ReadonlyMap<string, string>): PrincipalBlock {
  if (block === '*' || block.AWS === undefined) return block;
  return { ...block, AWS: [block.AWS].flat().map((name) => moved.get(name) ?? name) };
}

function namesIn({ Statement }: Document): readonly string[] {
  return [Statement].flat().flatMap(({ Principal, NotPrincipal }) =>
    [Principal, NotPrincipal].flatMap((block) => {
      return block === undefined || block === '*' || block.AWS === undefined ? [] : [block.AWS].flat();
    }),
  );
}

interface Document {
  readonly Statement: StatementJson | readonly StatementJson[];
}

// The boundary to text that was checked when it came in.
function parse(text: string): Document {
  return JSON.parse(text) as Document;
}

const ENTITY = /^arn:[^:]+:iam::(\d{12}):(user|role)\/(?:.*\/)?([^/]+)$/;
const UNIQUE_ID = /^(AIDA|AROA)[A-Z0-9]+$/;

function idOf({ cloud, now, consistency }: Naming, name: string): string {
  if (UNIQUE_ID.test(name)) {
    const exists = [...cloud.accounts.values()].some((account) => entityWithId(account, name));
    return exists ? name : 'absent';
  }
  const [, accountId = '', kind, last = ''] = ENTITY.exec(name) ?? [];
  const account = cloud.accounts.get(accountId);
  if (!account) return 'opaque';
  const entity = account[kind === 'role' ? 'roles' : 'users'].get(last.toLowerCase());
  if (entity?.arn !== name || isPrincipalUnknownYet(entity, now, consistency)) return 'absent';
  return entity.id;
}

function arnOf(cloud: Cloud, name: string, id: string): string | undefined {
  const [, accountId = '', kind, last = ''] = ENTITY.exec(name) ?? [];
  const account = cloud.accounts.get(accountId);
  const likely = account?.[kind === 'role' ? 'roles' : 'users'].get(last.toLowerCase());
  if (likely?.id === id) return likely.arn;
  const accounts = account ? [account] : [...cloud.accounts.values()];
  return accounts.map((each) => entityWithId(each, id)?.arn).find((arn) => arn !== undefined);
}

function entityWithId({ users, roles }: Account, id: string): { readonly arn: string } | undefined {
  return findEntity(users, (user) => user.id === id) ?? findEntity(roles, (role) => role.id === id);
}
