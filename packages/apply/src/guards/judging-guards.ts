import { checkParameter } from '@leastwise/core';
import { identityOf } from '../entity.ts';
import { project } from '../project/project.ts';
import { type Attached, type Grants, grantsIn, walk } from './documents-at.ts';
import type { Guard, Objection } from './guard.ts';

/** Whether grants reach further than before, with a request that shows it; `noneFound` is no proof. */
export type Compare = (
  before: Grants,
  after: Grants,
) => { readonly broadens: true; readonly witness: string } | { readonly noneFound: true };

/** What a state between two others grants that neither does, or denies that both grant. */
export type CompareTransition = (
  before: Grants,
  between: Grants,
  after: Grants,
) => { readonly widens: boolean; readonly witness: string } | undefined;

/** What the guards that judge documents may be told. */
export interface JudgingOptions {
  /** The documents of policies that AWS manages, by ARN, where they matter. */
  readonly attached?: Attached;
}

const JUDGING = { 'attached?': 'object' } as const;

/**
 * Objects to a step after which someone who was there before is granted more than before the plan. `compare` is
 * `compareByWitness` of `@leastwise/evaluate`, or anything of its shape; what is new to the account has no before.
 */
export function noBroadening(compare: Compare, options: JudgingOptions = {}): Guard {
  checkParameter('compare', compare, 'function', 'give `compareByWitness` of `@leastwise/evaluate`');
  checkParameter('options', options, JUDGING);
  const { attached } = options;
  return {
    name: 'broadens',
    check: ({ account, steps }) => {
      const before = grantsIn(account, attached);
      return walk(account, steps, attached).flatMap(({ step, changed }): Objection[] => {
        const found = changed.flatMap(([who, after]) => {
          const was = before.get(who);
          const result = was === undefined ? { noneFound: true as const } : compare(was, after);
          return 'broadens' in result ? [`${who}: ${result.witness}`] : [];
        });
        return found.length === 0
          ? []
          : [{ step: step.id, reason: `it broadens access of ${found.join('; ')}` }];
      });
    },
  };
}

/**
 * Objects to a step after which, until the plan is done, someone is granted what they are granted neither before nor after
 * the plan, or denied what they are granted before and after it. `compare` is `transitionWitness` of `@leastwise/evaluate`.
 */
export function smoothTransition(compare: CompareTransition, options: JudgingOptions = {}): Guard {
  checkParameter('compare', compare, 'function', 'give `transitionWitness` of `@leastwise/evaluate`');
  checkParameter('options', options, JUDGING);
  const { attached } = options;
  return {
    name: 'transition',
    check: ({ account, steps }) => {
      const before = grantsIn(account, attached);
      const after = grantsIn(project(account, steps), attached);
      return walk(account, steps, attached).flatMap(({ step, changed }): Objection[] => {
        const found = changed.flatMap(([who, between]) => {
          const [was, will] = [before.get(who), after.get(who)];
          if (was === undefined || will === undefined) return [];
          const result = compare(was, between, will);
          if (result === undefined) return [];
          return [
            `it ${result.widens ? 'widens' : 'narrows'} for a while what ${who} may do: ${result.witness}`,
          ];
        });
        return found.length === 0 ? [] : [{ step: step.id, reason: found.join('; ') }];
      });
    },
  };
}

/** Whether someone may do something, by what an account's documents say. */
export type Judge = (grants: Grants, action: string, resource: string) => boolean;

/** Who must not lose what. */
export interface LockOutOptions extends JudgingOptions {
  /** The ARN of the user or role that applies the plan; a session's role, not the session. */
  readonly caller: string;
  readonly judge: Judge;
  /** What it needs to undo a plan; what a role's and a policy's undoing takes unless said otherwise. */
  readonly needs?: readonly string[];
}

const TO_UNDO = [
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:DetachRolePolicy',
  'iam:DetachUserPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:GetAccountAuthorizationDetails',
];

/** Objects to a step after which whoever applies the plan could no longer undo it, although it could before. */
export function notLockedOut(options: LockOutOptions): Guard {
  checkParameter('options', options, { caller: 'text', judge: 'function', 'needs?': 'list', ...JUDGING });
  const { caller, judge, needs = TO_UNDO, attached } = options;
  return {
    name: 'locks-out',
    check: ({ account, steps }) => {
      const self = [...account.users, ...account.roles].find(({ arn }) => arn === caller);
      const who = self === undefined ? undefined : identityOf(self);
      const was = who === undefined ? undefined : grantsIn(account, attached).get(who);
      if (was === undefined) return [];
      const could = needs.filter((action) => judge(was, action, caller));
      let lost = new Set<string>();
      return walk(account, steps, attached).flatMap(({ step, changed, gone: absent }): Objection[] => {
        const is = changed.find(([changing]) => changing === who)?.[1];
        if (is === undefined && !absent.some((each) => each === who)) return [];
        const gone = could.filter((action) => is === undefined || !judge(is, action, caller));
        const fresh = gone.filter((action) => !lost.has(action));
        lost = new Set(gone);
        if (fresh.length === 0) return [];
        return [
          {
            step: step.id,
            reason: `it takes ${fresh.join(', ')} from \`${caller}\`, which applies this plan`,
          },
        ];
      });
    },
  };
}
