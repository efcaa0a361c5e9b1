import type * as tagging from '../../generated/resource-groups-tagging-api.js';
import type { Context } from '../context.ts';
import { fromBase64, toBase64 } from '../protocol/base64.ts';
import { Refusal } from '../protocol/refusal.ts';

/** Something that has tags, under the name that the API has for its kind: `iam:policy`. */
interface Tagged {
  readonly type: string;
  readonly arn: string;
  readonly tags: ReadonlyMap<string, string>;
}

const MOST_PER_PAGE = 100;

/** IAM is nowhere and everywhere; the tagging API shows it in one region. */
const IAM_REGION = 'us-east-1';

/**
 * The tagged resources of the request's region. Users and roles are not among them, as in AWS.
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export function getResources(input: tagging.GetResourcesInput, context: Context): tagging.GetResourcesOutput {
  checkInput(input);
  const after = readToken(input.PaginationToken);
  const found = taggedResources(context)
    .filter((resource) => resource.tags.size > 0 && resource.arn > after && fits(resource, input))
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const shown = found.slice(0, input.ResourcesPerPage ?? MOST_PER_PAGE);
  const last = shown.at(-1);
  return {
    PaginationToken: last && shown.length < found.length ? writeToken(last.arn) : '',
    ResourceTagMappingList: shown.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Array.from(tags, ([Key, Value]) => ({ Key, Value })),
    })),
  };
}

function checkInput({
  ResourceARNList,
  ResourcesPerPage,
  PaginationToken,
  ...filters
}: tagging.GetResourcesInput): void {
  const filtered = [filters.TagFilters, filters.ResourceTypeFilters].some(
    (list) => list !== undefined && list.length > 0,
  );
  const paged = ResourcesPerPage !== undefined || (PaginationToken ?? '') !== '';
  if (ResourceARNList !== undefined && ResourceARNList.length > 0 && (filtered || paged)) {
    invalid('ResourceARNList cannot be given together with other filters or with paging.');
  }
  const keys = (filters.TagFilters ?? []).map(({ Key }) => Key);
  if (new Set(keys).size < keys.length) invalid('TagFilters must not name a key twice.');
}

function fits({ type, arn, tags }: Tagged, input: tagging.GetResourcesInput): boolean {
  const { ResourceTypeFilters: types = [], ResourceARNList: arns = [], TagFilters: filters = [] } = input;
  const isOfType = types.length === 0 || types.some((each) => each === type || type.startsWith(`${each}:`));
  const isNamed = arns.length === 0 || arns.includes(arn);
  const hasTags = filters.every(({ Key = '', Values = [] }) => {
    const value = tags.get(Key);
    return value !== undefined && (Values.length === 0 || Values.includes(value));
  });
  return isOfType && isNamed && hasTags;
}

function taggedResources({ cloud, account, region }: Context): Tagged[] {
  const secrets = [...(account.secrets.get(region)?.values() ?? [])];
  const buckets = [...cloud.buckets.values()].filter(
    (bucket) => bucket.accountId === account.id && bucket.region === region,
  );
  const of = (type: string, entities: Iterable<{ readonly arn: string; readonly tags: IamTags }>): Tagged[] =>
    Array.from(entities, ({ arn, tags }) => ({ type, arn, tags: plain(tags) }));
  const iam = [
    ...of('iam:policy', account.policies.values()),
    ...of('iam:instance-profile', account.instanceProfiles.values()),
    ...of('iam:oidc-provider', account.oidcProviders.values()),
    ...of('iam:saml-provider', account.samlProviders.values()),
    ...Array.from(account.mfaDevices.values(), ({ serialNumber, tags }) => ({
      type: 'iam:mfa',
      arn: serialNumber,
      tags: plain(tags),
    })),
  ];
  return [
    ...(region === IAM_REGION ? iam : []),
    ...secrets.map(({ arn, tags }) => ({ type: 'secretsmanager:secret', arn, tags })),
    ...buckets.map(({ name, tags }) => ({ type: 's3:bucket', arn: `arn:aws:s3:::${name}`, tags })),
  ];
}

type IamTags = ReadonlyMap<string, { readonly Key: string; readonly Value: string }>;

function plain(tags: IamTags): ReadonlyMap<string, string> {
  return new Map(Array.from(tags.values(), ({ Key, Value }) => [Key, Value]));
}

function writeToken(arn: string): string {
  return toBase64(new TextEncoder().encode(arn));
}

function readToken(token = ''): string {
  const bytes = fromBase64(token);
  return bytes ? new TextDecoder().decode(bytes) : invalid('The PaginationToken is invalid.');
}

function invalid(message: string): never {
  throw new Refusal('InvalidParameterException', message);
}
