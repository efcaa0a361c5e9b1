import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Account,
  apply,
  diff,
  isEmpty,
  planFromAudit,
  readAccount,
  rollback,
  stack,
} from '../src/index.ts';
import { entitiesOf, wantedOf } from '../src/diff/scene.ts';
import { entityId } from '../src/entity.ts';
import { openCloud, swiftClock } from './cloud.ts';
import { contents } from './contents.ts';
import { foreign, foreignIn } from './journeys.ts';

const shuffled = <T>(items: readonly T[] | undefined): T[] => [...(items ?? [])].reverse();

test('from any state any other is reached, and what is not the stack’s own stays as it is', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, async (before, after) => {
      const cloud = openCloud();
      await foreign(cloud);
      const others = await cloud.read();
      await cloud.bring(stack('team', before));
      const desired = stack('team', after);
      await cloud.bring(desired);
      const account = await readAccount(cloud, { scope: desired, descriptions: true });
      expect(diff(desired, account).steps).toEqual([]);
      expect(foreignIn(account)).toEqual(foreignIn(others));
      expect(entitiesOf(account)).toHaveLength(wantedOf(desired).length + entitiesOf(others).length);
    }),
    { numRuns: 20 },
  );
}, 120_000);

test('a plan does not depend on the order of anything that goes into it', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, async (before, after) => {
      const cloud = openCloud();
      await cloud.bring(stack('team', before));
      const account = await cloud.read();
      const { policies, roles, users, groups, instanceProfiles, oidcProviders, samlProviders } = account;
      const turned: Account = {
        ...account,
        policies: shuffled(policies),
        roles: shuffled(roles),
        users: shuffled(users).map((each) => ({ ...each, policies: shuffled(each.policies) })),
        groups: shuffled(groups).map((each) => ({ ...each, members: shuffled(each.members) })),
        instanceProfiles: shuffled(instanceProfiles),
        oidcProviders: shuffled(oidcProviders),
        samlProviders: shuffled(samlProviders),
      };
      const other = stack('team', {
        ...after,
        policies: shuffled(after.policies),
        roles: shuffled(after.roles).map((each) => ({ ...each, policies: shuffled(each.policies) })),
        users: shuffled(after.users),
        groups: shuffled(after.groups).map((each) => ({ ...each, members: shuffled(each.members) })),
        instanceProfiles: shuffled(after.instanceProfiles),
        oidcProviders: shuffled(after.oidcProviders).map((each) => ({
          ...each,
          clientIds: shuffled(each.clientIds),
        })),
        samlProviders: shuffled(after.samlProviders),
      });
      const plan = diff(stack('team', after), account);
      expect(diff(other, turned)).toEqual(plan);
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    }),
    { numRuns: 20 },
  );
}, 120_000);

/** What an account holds but for what only AWS gives: ids and the numbers of versions. */
function held(account: Account, withoutLogins: readonly string[]): unknown {
  const policies = account.policies.map(({ versions, defaultVersion, ...rest }) => ({
    ...rest,
    document: versions.find(({ id }) => id === defaultVersion)?.document,
  }));
  const users = account.users.map(({ login, ...rest }) => ({
    ...rest,
    login: login === true && !withoutLogins.includes(rest.name),
  }));
  return JSON.parse(
    JSON.stringify({ ...account, policies, users }, (key, value: unknown) =>
      key === 'id' ? undefined : value,
    ),
  );
}

test('undoing a plan, from its audit log alone, gives back what was there but for passwords that are gone', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, async (before, after) => {
      const cloud = openCloud();
      await foreign(cloud);
      await cloud.bring(stack('team', before));
      const was = await cloud.read();
      const desired = stack('team', after);
      const plan = diff(desired, await cloud.read(desired), { replace: wantedOf(desired).map(entityId) });
      const log: string[] = [];
      const { iam, secretsManager } = cloud;
      const clients = { iam, secretsManager, clock: swiftClock(), random: () => 0 };
      await apply(plan, { ...clients, audit: (line) => log.push(line) });
      if (isEmpty(plan)) return;
      const done = planFromAudit(log.join('\n'));
      const undo = rollback(done, await cloud.read());
      await apply(undo, clients);
      const lost = plan.steps.filter(({ kind }) => kind === 'delete-login').map(({ entity }) => entity.name);
      const account = await cloud.read();
      expect(held(account, [])).toEqual(held(was, lost));
      for (const name of lost) expect(undo.notices.join()).toContain(`user/${name}`);
      expect(rollback(done, account).steps).toEqual([]);
    }),
    { numRuns: 20 },
  );
}, 120_000);
