import { LeastwiseError } from '@leastwise/core';
import { type CheckAccount, type CheckPartition, type CheckRegion, wrongPlace } from './places.ts';
import type { Resource, Unchecked } from './resource.ts';
import type { WithVariable } from './variable.ts';

/**
 * The parts of an ARN; `region` and `account` are empty where the resource has none.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon, with the resource's type where the format has one. */
  readonly resource: string;
}

/** An ARN literal taken apart by the compiler. */
export type ParsedArn<Text extends string> = string extends Text
  ? Arn
  : Text extends `arn:${infer P}:${infer S}:${infer G}:${infer A}:${infer R}`
    ? {
        readonly partition: P;
        readonly service: S;
        readonly region: G;
        readonly account: A;
        readonly resource: R;
      }
    : Arn;

const SHAPE = 'malformed ARN: expected arn:partition:service:region:account:resource';
const NO_SERVICE = 'malformed ARN: it names no service';
const NO_RESOURCE = 'malformed ARN: it names no resource';
const VARIABLE = 'malformed ARN: a policy variable works only in its resource part';
const INSTEAD =
  'write * for the place, and compare the variable in a condition: aws.requestedRegion, aws.resourceAccount';

export type CheckArn<Text extends string> = string extends Text
  ? Text
  : Text extends '*'
    ? 'use .onAnyResource() for *'
    : Text extends `arn:${infer P}:${infer S}:${infer G}:${infer A}:${infer R}`
      ? S extends ''
        ? typeof NO_SERVICE
        : R extends ''
          ? typeof NO_RESOURCE
          : CheckPlaces<Text, P, S, G, A>
      : typeof SHAPE;

type CheckPlaces<Text, P extends string, S extends string, G extends string, A extends string> = [
  P,
  G,
  A,
] extends [CheckPartition<P>, '' | CheckRegion<G>, '' | 'aws' | CheckAccount<A>]
  ? Text
  : `${P}${S}${G}${A}` extends WithVariable
    ? typeof VARIABLE
    : P extends CheckPartition<P>
      ? G extends '' | CheckRegion<G>
        ? `malformed ARN: ${CheckAccount<A>}`
        : `malformed ARN: ${CheckRegion<G>}`
      : `malformed ARN: ${CheckPartition<P>}`;

/**
 * An ARN for `.on(...)` that no service's builder made. A literal is checked as it is typed, any other string when it
 * is built; every action takes it.
 *
 * @throws LeastwiseError `MALFORMED_ARN`
 * @example
 * ```ts
 * import { allow, arn, policy } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * policy(allow(s3.GetObject).on(arn('arn:aws:s3:::my-ml-datasets/train/*')));
 * ```
 */
export function arn<const Text extends string>(text: CheckArn<Text>): Resource<Unchecked, Text> {
  parseArn(text);
  return text as string as Resource<Unchecked, Text>;
}

/**
 * An ARN that is taken as it is, for formats, partitions and regions that leastwise does not know yet.
 *
 * @throws LeastwiseError `MALFORMED_ARN` for what is no text, or an empty one
 */
export function unsafeArn<const Text extends string>(text: Text): Resource<Unchecked, Text> {
  if (typeof text !== 'string' || text === '')
    throw malformed(text, 'malformed ARN: it is no text, or empty');
  return text as string as Resource<Unchecked, Text>;
}

/**
 * Takes any ARN apart.
 *
 * @throws LeastwiseError `MALFORMED_ARN` where the text is no ARN, or names an unknown partition or region or an
 * account that has not 12 digits
 * @example
 * ```ts
 * import { parseArn } from '@leastwise/policy';
 *
 * console.log(parseArn('arn:aws:iam::111122223333:role/training').resource);
 * ```
 * ```text
 * role/training
 * ```
 */
export function parseArn<const Text extends string>(text: Text): ParsedArn<Text> {
  if (typeof text !== 'string') throw malformed(text, SHAPE);
  if (/^arn:([^:$]*:){0,3}[^:]*\$\{/.test(text)) throw malformed(text, VARIABLE, INSTEAD);
  const [scheme, partition, service, region, account, ...rest] = text.split(':');
  if (scheme !== 'arn' || partition === undefined || service === undefined || region === undefined)
    throw malformed(text, SHAPE);
  if (account === undefined || rest.length === 0) throw malformed(text, SHAPE);
  if (service === '') throw malformed(text, NO_SERVICE);
  const resource = rest.join(':');
  if (resource === '') throw malformed(text, NO_RESOURCE);
  const problem =
    wrongPlace.partition(partition) ??
    (region === '' ? undefined : wrongPlace.region(region)) ??
    (account === '' || account === 'aws' ? undefined : wrongPlace.account(account));
  if (problem !== undefined) throw malformed(text, `malformed ARN: ${problem}`);
  const parsed: Arn = { partition, service, region, account, resource };
  return parsed as ParsedArn<Text>;
}

function malformed(text: unknown, what: string, hint?: string): LeastwiseError {
  return new LeastwiseError({
    code: 'MALFORMED_ARN',
    what,
    path: text === '' ? undefined : String(text),
    hint,
  });
}
