/*
 * Partitions, regions and accounts: the parts of an ARN that say where. The lists age: a test holds them to those that
 * the AWS SDK for JavaScript ships.
 */
import { refusal } from './refusal.ts';

/** A separate world of AWS with accounts of its own. */
export type Partition =
  'aws' | 'aws-cn' | 'aws-us-gov' | 'aws-eusc' | 'aws-iso' | 'aws-iso-b' | 'aws-iso-e' | 'aws-iso-f';
/** A region that AWS has announced. */
export type Region =
  | 'af-south-1'
  | 'ap-east-1'
  | 'ap-east-2'
  | 'ap-northeast-1'
  | 'ap-northeast-2'
  | 'ap-northeast-3'
  | 'ap-south-1'
  | 'ap-south-2'
  | 'ap-southeast-1'
  | 'ap-southeast-2'
  | 'ap-southeast-3'
  | 'ap-southeast-4'
  | 'ap-southeast-5'
  | 'ap-southeast-6'
  | 'ap-southeast-7'
  | 'ca-central-1'
  | 'ca-west-1'
  | 'cn-north-1'
  | 'cn-northwest-1'
  | 'eu-central-1'
  | 'eu-central-2'
  | 'eu-isoe-west-1'
  | 'eu-north-1'
  | 'eu-south-1'
  | 'eu-south-2'
  | 'eu-west-1'
  | 'eu-west-2'
  | 'eu-west-3'
  | 'eusc-de-east-1'
  | 'il-central-1'
  | 'me-central-1'
  | 'me-south-1'
  | 'me-west-1'
  | 'mx-central-1'
  | 'sa-east-1'
  | 'sa-west-1'
  | 'us-east-1'
  | 'us-east-2'
  | 'us-gov-east-1'
  | 'us-gov-west-1'
  | 'us-iso-east-1'
  | 'us-iso-west-1'
  | 'us-isob-east-1'
  | 'us-isob-west-1'
  | 'us-isof-east-1'
  | 'us-isof-south-1'
  | 'us-west-1'
  | 'us-west-2';

/*
 * The same as patterns, which are half as long: every program carries them. A test holds them to the lists above.
 */
const PARTITION = /^aws(-cn|-us-gov|-eusc|-iso(-[bef])?)?$/;
const REGION =
  /^(af-south-1|ap-(east-[12]|northeast-[1-3]|south-[12]|southeast-[1-7])|ca-(central|west)-1|cn-north(west)?-1|eu-(central-[12]|(isoe-west|north)-1|south-[12]|west-[1-3])|eusc-de-east-1|il-central-1|me-(central|south|west)-1|mx-central-1|sa-(east|west)-1|us-((east|west)-[12]|(gov|isob?)-(east|west)-1|isof-(east|south)-1))$/;

/** A pattern: anything may stand for it. A policy variable may not: AWS takes it for plain text here. */
type Open = `${string}${'*' | '?'}${string}`;

/*
 * What is to be compared with stands in the condition, not in the branches: the compiler looks for the type's parameter
 * in the branches at every call, but computes the condition only once the parameter is known.
 */

/** A partition as it is written, or why it is none. */
export type CheckPartition<P extends string> = P extends PartitionLike<P> ? P : `${P} is no AWS partition`;
type PartitionLike<P> = string extends P ? string : Partition | UnsafePartition | Open;

/** A region as it is written, or why it is none. */
export type CheckRegion<G extends string> = G extends RegionLike<G> ? G : `${G} is no AWS region`;
type RegionLike<G> = string extends G ? string : Region | UnsafeRegion | Open;

/** An account id as it is written, or why it is none. */
export type CheckAccount<A extends string> =
  A extends AccountLike<A> ? A : `an AWS account id has 12 digits: ${A} has not`;
type AccountLike<A extends string> = string extends A ? string : A extends Open ? A : TwelveDigits<A>;

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
/** Twelve characters, then all of them digits: a template of twelve digits would be a union of 10^12 members (TS2590). */
type TwelveDigits<Text extends string> =
  Text extends `${infer A}${infer B}${infer C}${infer D}${infer E}${infer F}${infer G}${infer H}${infer I}${infer J}${infer K}${infer L}`
    ? [A | B | C | D | E | F | G | H | I | J | K | L] extends [Digit]
      ? Text
      : never
    : never;

const OPEN = /^[^$]*[*?][^$]*$/;

/** The sentence that says why a text is no partition, region or account; `undefined` where it is one. */
export const wrongPlace = {
  partition: (text: string): string | undefined => unless(PARTITION, text, `${text} is no AWS partition`),
  region: (text: string): string | undefined => unless(REGION, text, `${text} is no AWS region`),
  account: (text: string): string | undefined =>
    unless(/^\d{12}$/, text, `an AWS account id has 12 digits: ${text} has not`),
};

function unless(place: RegExp, text: string, problem: string): string | undefined {
  return place.test(text) || OPEN.test(text) ? undefined : problem;
}

declare const unsafe: unique symbol;
/** A region that leastwise does not know: to the compiler text, at run time a String object, so that builders can tell. */
export type UnsafeRegion = string & { readonly [unsafe]: 'region' };
/** A partition that leastwise does not know. */
export type UnsafePartition = string & { readonly [unsafe]: 'partition' };

/** What the lists do not hold, and is taken as it is. */
export class UnsafePlace extends String {}

/**
 * A region that is taken as it is, because leastwise does not know it yet.
 *
 * @throws LeastwiseError `MALFORMED_ARN` for what is no text, or an empty one
 */
export function unsafeRegion(text: string): UnsafeRegion {
  mustBeName(text, 'region');
  return new UnsafePlace(text) as object as UnsafeRegion;
}

/**
 * A partition that is taken as it is, because leastwise does not know it yet.
 *
 * @throws LeastwiseError `MALFORMED_ARN` for what is no text, or an empty one
 */
export function unsafePartition(text: string): UnsafePartition {
  mustBeName(text, 'partition');
  return new UnsafePlace(text) as object as UnsafePartition;
}

function mustBeName(text: unknown, what: string): void {
  if (typeof text !== 'string' || text === '')
    throw refusal('MALFORMED_ARN', `a ${what} is non-empty text, not ${String(text)}`);
}

/** Where a resource with a region and an account is. `*` has to be written: nothing missing becomes any. */
export interface At<G extends string, C extends string, P extends string = 'aws'> {
  readonly region: CheckRegion<G>;
  readonly account: CheckAccount<C>;
  /** `aws` unless said otherwise. */
  readonly partition?: CheckPartition<P>;
}
/** Where a resource with an account but no region is. */
export interface AtAccount<C extends string, P extends string = 'aws'> {
  readonly account: CheckAccount<C>;
  /** `aws` unless said otherwise. */
  readonly partition?: CheckPartition<P>;
}
/** Where a resource with a region but no account is. */
export interface AtRegion<G extends string, P extends string = 'aws'> {
  readonly region: CheckRegion<G>;
  /** `aws` unless said otherwise. */
  readonly partition?: CheckPartition<P>;
}
/** Where a resource with neither region nor account is. */
export interface AtPartition<P extends string> {
  /** `aws` unless said otherwise. */
  readonly partition?: CheckPartition<P>;
}
