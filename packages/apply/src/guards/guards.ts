import { checkParameter } from '@leastwise/core';
import { parseArn, type PolicyDocument, type StatementJson } from '@leastwise/policy';
import type { AccountRole } from '../account.ts';
import { expectTexts } from '../check-given.ts';
import { identityOf } from '../entity.ts';
import type { Step } from '../plan.ts';
import { listOf } from '../statement-elements.ts';
import { documentsAt } from './documents-at.ts';
import type { Guard, Guarded, Objection } from './guard.ts';

/** Objects to every step of a plan for another account. */
export function onlyAccount(...ids: readonly string[]): Guard {
  expectTexts('ids', ids, 'give the twelve digits of an account: `onlyAccount(id)`');
  return {
    name: 'wrong-account',
    check: ({ account, steps }) =>
      ids.includes(account.id)
        ? []
        : steps.map(({ id }) => ({
            step: id,
            reason: `this is account ${account.id}, not ${ids.join(' or ')}`,
          })),
  };
}

/** Objects to every change of these entities, written as `role/deploy`, with `*` and `?` for any text and character. */
export function protectedEntities(...patterns: readonly string[]): Guard {
  expectTexts('patterns', patterns, 'write them as `role/deploy`');
  const expressions = patterns.map((pattern) => {
    const escaped = pattern.toLowerCase().replace(/[.+^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  });
  return {
    name: 'protected',
    check: ({ steps }) =>
      steps.flatMap(({ id, entity, kind }) =>
        !kind.startsWith('create-') && expressions.some((each) => each.test(identityOf(entity)))
          ? [{ step: id, reason: 'it is protected' }]
          : [],
      ),
  };
}

/** Objects to the deletions of a plan that deletes more entities than this. */
export function atMostDeletes(most: number): Guard {
  checkParameter('most', most, 'number');
  return {
    name: 'deletes',
    check: ({ steps }) => {
      const deletions = steps.filter(({ kind, entity }) => kind === `delete-${entity.type}`);
      if (deletions.length <= most) return [];
      const reason = `the plan deletes ${deletions.length} entities, ${deletions.length - most} more than the ${most} that are allowed`;
      return deletions.map(({ id }) => ({ step: id, reason }));
    },
  };
}

/** Objects to deleting a role that was used within so many days before `now`, in milliseconds since 1970. */
export function unusedFor(options: { readonly days: number; readonly now: number }): Guard {
  checkParameter('options', options, { days: 'number', now: 'number' });
  const { days, now } = options;
  return {
    name: 'in-use',
    check: ({ account, steps }) => {
      const roles = new Map(account.roles.map((role) => [identityOf(role), role]));
      return steps.flatMap(({ id, kind, entity }): Objection[] => {
        const used = kind === 'delete-role' ? roles.get(identityOf(entity))?.lastUsed : undefined;
        if (used === undefined || now - Date.parse(used) > days * 86_400_000) return [];
        return [
          { step: id, reason: `the role was used on ${used.slice(0, 10)}, less than ${days} days ago` },
        ];
      });
    },
  };
}

/** Objects where a role or user loses its boundary. */
export function keepsBoundaries(): Guard {
  return {
    name: 'boundary-removed',
    check: ({ steps }) =>
      steps.flatMap(({ id, kind }) =>
        kind === 'delete-boundary' ? [{ step: id, reason: 'it takes the boundary away' }] : [],
      ),
  };
}

/** Objects where a trust lets in someone from outside the account who was not let in before. */
export function noNewOutsiders(): Guard {
  return {
    name: 'outsider',
    check: ({ account, steps }) =>
      steps.flatMap((step): Objection[] => {
        const document = trustIn(step);
        if (document === undefined) return [];
        const role = account.roles.find((each) => identityOf(each) === identityOf(step.entity));
        const known = new Set(outsiders(role?.trust, account.id));
        const fresh = outsiders(document, account.id).filter((principal) => !known.has(principal));
        if (fresh.length === 0) return [];
        return [
          {
            step: step.id,
            reason: `it lets in ${fresh.map((each) => `\`${each}\``).join(', ')} from outside the account`,
          },
        ];
      }),
  };
}

function trustIn({ calls }: Step): PolicyDocument | undefined {
  for (const { operation, input } of calls) {
    const text =
      operation === 'CreateRole'
        ? input.AssumeRolePolicyDocument
        : operation === 'UpdateAssumeRolePolicy'
          ? input.PolicyDocument
          : undefined;
    if (text !== undefined) return JSON.parse(text) as PolicyDocument;
  }
  return undefined;
}

/** Principals of other accounts, federated ones, and everyone; services act for the account itself. */
function outsiders(trust: AccountRole['trust'] | undefined, account: string): string[] {
  return listOf<StatementJson>(trust?.Statement ?? []).flatMap(({ Effect, Principal, NotPrincipal }) => {
    if (Effect === 'Deny') return [];
    if (NotPrincipal !== undefined) return ['everyone but some'];
    if (typeof Principal === 'string') return [Principal];
    const aws = listOf<string>(Principal?.AWS ?? []).filter((text) => accountOf(text) !== account);
    return [...aws, ...listOf<string>(Principal?.Federated ?? [])];
  });
}

function accountOf(principal: string): string {
  if (/^\d{12}$/.test(principal)) return principal;
  return principal.startsWith('arn:') ? parseArn(principal).account : '';
}

/** Objects where someone gets to pass roles who could not, or roles that were not passed before. */
export function noNewPassRole(): Guard {
  return {
    name: 'pass-role',
    check: (guarded: Guarded) =>
      documentsAt(guarded).flatMap(({ step, before, after }): Objection[] => {
        const known = new Set(before.flatMap(passable));
        const fresh = after.flatMap(passable).filter((resource) => !known.has(resource));
        if (fresh.length === 0) return [];
        return [{ step: step.id, reason: `it allows iam:PassRole on ${[...new Set(fresh)].join(', ')}` }];
      }),
  };
}

function passable({ Statement }: PolicyDocument): string[] {
  return listOf<StatementJson>(Statement).flatMap(({ Effect, Action, NotAction, Resource, NotResource }) => {
    const named = listOf<string>(Action ?? []).some((pattern) => covers(pattern, 'iam:passrole'));
    const unnamed =
      NotAction !== undefined && !listOf<string>(NotAction).some((each) => covers(each, 'iam:passrole'));
    if (Effect === 'Deny' || !(named || unnamed)) return [];
    if (NotResource !== undefined) return [`all but ${listOf<string>(NotResource).join(', ')}`];
    return [...listOf<string>(Resource ?? [])];
  });
}

function covers(pattern: string, action: string): boolean {
  const escaped = pattern.toLowerCase().replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(action);
}
