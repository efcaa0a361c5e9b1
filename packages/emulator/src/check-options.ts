import { checkOptions, checkParameter, type ParameterShape } from '@leastwise/core';
import type { AwsOptions } from './options.ts';

/* What the types ask for, asked of programs without them: an option that is left unread would make a test pass for nothing. */

const CLOCK: ParameterShape = { now: 'function' };

/** Every option there is: the compiler sees to it that none is forgotten. */
const OPTIONS: { readonly [Name in keyof Required<AwsOptions>]: ParameterShape[string] | 'anything' } = {
  account: 'text',
  accounts: 'list',
  region: 'text',
  organization: { management: 'text' },
  clock: CLOCK,
  signingClock: CLOCK,
  random: 'function',
  issuers: 'object',
  managedPolicies: 'object',
  rotationFunctions: 'object',
  quotas: 'object',
  replicationDelay: 'number',
  faults: 'list',
  faultSeed: 'number',
  consistency: 'object',
  unsafeWithoutEnforcement: 'boolean',
  // Either of two kinds, and whatever JSON can hold: whoever reads them says what is wrong.
  throttle: 'anything',
  snapshot: 'anything',
};

/** @throws LeastwiseError `MALFORMED_PARAMETER`, `UNKNOWN_OPTION` */
export function checkAwsOptions(options: AwsOptions): void {
  checkOptions('options', options, Object.keys(OPTIONS));
  for (const [name, wanted] of Object.entries(OPTIONS))
    if (wanted !== 'anything') checkParameter('options', options, { [`${name}?`]: wanted });
  const { throttle = false, accounts = [], rotationFunctions = {}, quotas = {}, consistency = {} } = options;
  if (typeof throttle !== 'boolean')
    checkParameter('options.throttle', throttle, 'object', 'give `true`, or rates by class of operations');
  accounts.forEach((each, i) => checkParameter(`options.accounts[${i}]`, each, 'text'));
  for (const [arn, rotate] of Object.entries(rotationFunctions))
    checkParameter(`options.rotationFunctions['${arn}']`, rotate, 'function');
  checkOptions('options.quotas', quotas, QUOTAS);
  checkOptions('options.consistency', consistency, CONSISTENCY);
}

const QUOTAS: readonly (keyof Required<AwsOptions>['quotas'])[] = [
  'users',
  'groups',
  'roles',
  'policies',
  'instanceProfiles',
];
const CONSISTENCY: readonly (keyof Required<AwsOptions>['consistency'])[] = [
  'keys',
  'principals',
  'policies',
  'reads',
];

/** Options of one of the methods of what `createAws` gives. */
export function checkMethodOptions(options: unknown, shape: ParameterShape): void {
  checkOptions(
    'options',
    options,
    Object.keys(shape).map((name) => name.replace('?', '')),
  );
  checkParameter('options', options, shape);
}
