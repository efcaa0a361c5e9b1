import {
  CreateLoginProfileCommand,
  GetAccountPasswordPolicyCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  type IAMClient,
  type PasswordPolicy,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { iam as actions } from '@leastwise/aws/iam';
import { awsErrorName, checkParameter, LeastwiseError, type Secret, secret } from '@leastwise/core';
import { allow, aws, type IdentityStatement } from '@leastwise/policy';
import { checkUser } from '../access-key.ts';
import { userNotFound } from '../observe.ts';
import { MANAGED, type Place } from '../place.ts';
import type { Members, Strategy, StrategyTools } from '../strategy/strategy.ts';
import {
  GENERATED_LENGTH,
  generatePassword,
  type Kind,
  type PasswordRules,
  type RandomInt,
  satisfies,
} from './password-rules.ts';

/** What {@link consolePassword} takes. */
export interface ConsolePasswordOptions {
  /** The IAM user's name, without path. */
  readonly user: string;
  readonly iam: IAMClient;
  /** Has the user choose another password at the first sign-in: for handing over a first one. */
  readonly handOver?: boolean;
  /** Where passwords come from; Node's cryptographic source unless said otherwise. */
  readonly randomInt?: RandomInt;
}

/** What the secret holds. */
export interface ConsolePassword {
  readonly username: string;
  readonly password: string;
}

/**
 * The password with which an IAM user signs in to the console. There is one at a time: while a rotation runs, for about a second, the secret holds
 * the old one and the new one counts. It honours the account's password policy. AWS offers no way to try a password, so the test is
 * that the user has one, set by an answered request.
 *
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateLoginProfile.html
 *
 * @throws LeastwiseError `MALFORMED_USER`, `ROOT_KEY`; in a run `USER_NOT_FOUND`, `NOT_A_PASSWORD`, `FOREIGN_PASSWORD`, `NOT_SET`, and
 * `VALUE_REFUSED` where the account keeps refusing what satisfies its policy.
 */
export function consolePassword(options: ConsolePasswordOptions): Strategy<ConsolePassword> {
  checkParameter('options', options, { iam: 'client', 'handOver?': 'boolean', 'randomInt?': 'function' });
  const { user: name, iam, handOver = false, randomInt } = options;
  const user = checkUser(name);
  return Object.freeze({
    name: 'console password',
    overlap: 'single',
    read: (members) => readPassword(members, user),
    check: (_, tools) => mustExist(user, iam, tools),
    mint: async (_, tools) => {
      const password = generatePassword(await rulesOf(iam, tools), randomInt);
      return secret({ username: user, password: password.reveal() });
    },
    set: ({ pending }, tools) =>
      setPassword({ user, iam, handOver, tools }, secret(pending.reveal().password)),
    permissions: (place) => permissionsFor(user, place),
    planned: Object.freeze({
      set: async (_, tools) => {
        const operation = (await hasPassword(user, iam, tools)) ? 'UpdateLoginProfile' : 'CreateLoginProfile';
        const input = { UserName: user, Password: '[redacted]', PasswordResetRequired: handOver };
        return [{ service: 'IAM', operation, input }];
      },
    }),
    test: async (_, tools) => {
      if (!(await hasPassword(user, iam, tools))) throw notSet(user);
    },
  } satisfies Strategy<ConsolePassword>);
}

/** Before a password is stored for them: who is missing has none that could be looked at. */
async function mustExist(user: string, iam: IAMClient, { caller }: StrategyTools): Promise<undefined> {
  await caller.read(iam, new GetUserCommand({ UserName: user })).catch((error: unknown) => {
    throw awsErrorName(error) === 'NoSuchEntity' ? userNotFound(user, error) : error;
  });
}

async function hasPassword(user: string, iam: IAMClient, { caller }: StrategyTools): Promise<boolean> {
  try {
    await caller.read(iam, new GetLoginProfileCommand({ UserName: user }));
    return true;
  } catch (error) {
    if (awsErrorName(error) === 'NoSuchEntity') return false;
    throw error;
  }
}

function permissionsFor(
  user: string,
  { account, region, userPath = '/', tag = MANAGED }: Place,
): readonly IdentityStatement[] {
  const own = actions.at({ account, region }).user(`${userPath.slice(1)}${user}`);
  return [
    allow(actions.GetAccountPasswordPolicy).onAnyResource(),
    allow(actions.GetUser, actions.GetLoginProfile, actions.CreateLoginProfile, actions.UpdateLoginProfile)
      .on(own)
      .when(aws.resourceTag(tag.key).equals(tag.value)),
  ];
}

function readPassword({ username, password }: Members, user: string): ConsolePassword {
  if (typeof password !== 'string' || password === '') throw notAPassword(user);
  if (typeof username === 'string' && username.toLowerCase() !== user.toLowerCase())
    throw foreign(username, user);
  return { username: user, password };
}

interface Setting {
  readonly user: string;
  readonly iam: IAMClient;
  readonly handOver: boolean;
  readonly tools: StrategyTools;
}

/** A user has a password or not, and either may have changed since: whichever request fits is tried, twice at most. */
async function setPassword(setting: Setting, password: Secret): Promise<void> {
  const { user, iam, handOver, tools } = setting;
  const input = { UserName: user, Password: password.reveal(), PasswordResetRequired: handOver };
  const secrets = [password];
  const write = { secrets };
  const update = (): Promise<unknown> => tools.caller.write(iam, new UpdateLoginProfileCommand(input), write);
  // Creating the same password again is refused as existing, which leads to the update: repeating does no harm.
  const create = (): Promise<unknown> => tools.caller.write(iam, new CreateLoginProfileCommand(input), write);
  try {
    if (await isDone(update(), 'NoSuchEntity')) return;
    if (await isDone(create(), 'EntityAlreadyExists')) return;
    await update();
  } catch (error) {
    if (awsErrorName(error) === 'NoSuchEntity') throw userNotFound(user, error);
    if (awsErrorName(error) !== 'PasswordPolicyViolation') throw error;
    if (!(await isSetAlready(setting, password))) throw refused(user, error);
  }
}

async function isDone(request: Promise<unknown>, unless: string): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (awsErrorName(error) !== unless) throw error;
    return false;
  }
}

/**
 * A policy that forbids to use passwords again also refuses the one that is set, after a reply that was lost. One that was made here and satisfies
 * everything else has never been used before, so it is that.
 */
async function isSetAlready({ iam, tools }: Setting, password: Secret): Promise<boolean> {
  const policy = await policyOf(iam, tools);
  const isOurs = password.reveal().length >= GENERATED_LENGTH;
  return isOurs && (policy?.PasswordReusePrevention ?? 0) > 0 && satisfies(password, rulesFrom(policy));
}

async function rulesOf(iam: IAMClient, tools: StrategyTools): Promise<PasswordRules> {
  return rulesFrom(await policyOf(iam, tools));
}

async function policyOf(iam: IAMClient, { caller }: StrategyTools): Promise<PasswordPolicy | undefined> {
  try {
    return (await caller.read(iam, new GetAccountPasswordPolicyCommand({}))).PasswordPolicy;
  } catch (error) {
    if (awsErrorName(error) === 'NoSuchEntity') return undefined;
    throw error;
  }
}

/** Without a policy of its own an account asks for eight characters of three kinds. */
function rulesFrom(policy: PasswordPolicy | undefined): PasswordRules {
  if (!policy) return { length: 8, kinds: ['lowercase', 'uppercase', 'number'] };
  const kinds: [boolean | undefined, Kind][] = [
    [policy.RequireLowercaseCharacters, 'lowercase'],
    [policy.RequireUppercaseCharacters, 'uppercase'],
    [policy.RequireNumbers, 'number'],
    [policy.RequireSymbols, 'symbol'],
  ];
  return {
    length: policy.MinimumPasswordLength ?? 6,
    kinds: kinds.flatMap(([required, kind]) => (required === true ? [kind] : [])),
  };
}

function refused(user: string, cause: unknown): LeastwiseError {
  return new LeastwiseError({
    code: 'VALUE_REFUSED',
    what: `the account's password policy does not allow the pending password of \`${user}\``,
    path: 'IAM.UpdateLoginProfile',
    hint: 'rotate again: the next password follows the policy as it is now',
    cause,
  });
}

function notSet(user: string): LeastwiseError {
  return new LeastwiseError({
    code: 'NOT_SET',
    what: `the user \`${user}\` has no console password`,
    path: 'IAM.GetLoginProfile',
    hint: 'somebody deleted it meanwhile; rotate again',
  });
}

function notAPassword(user: string): LeastwiseError {
  return new LeastwiseError({
    code: 'NOT_A_PASSWORD',
    what: `the secret does not hold the console password of \`${user}\``,
    path: '$.password',
    hint: 'its value has the texts username and password; an empty secret will do',
  });
}

function foreign(username: string, user: string): LeastwiseError {
  return new LeastwiseError({
    code: 'FOREIGN_PASSWORD',
    what: `the secret holds the password of \`${username}\` and not of \`${user}\``,
    path: '$.username',
    hint: 'name the user whose password it holds, or another secret',
  });
}
