import { GetPolicyCommand, ListInstanceProfileTagsCommand, ListPolicyTagsCommand } from '@aws-sdk/client-iam';
import type { Tags } from '@leastwise/policy';
import { isOwn } from '../ownership.ts';
import type { Details } from './bulk.ts';
import { type PolicySettings, present, tagsFrom } from './from-iam.ts';
import { forEach } from './pages.ts';
import { isNamed, orElse, type Reader } from './reader.ts';

/** As many as the tagging API gives at once. */
const PAGE = 100;

/** The tags of policies and instance profiles, by ARN: no bulk read of IAM has them. */
export async function readTags(reader: Reader, details: Details): Promise<ReadonlyMap<string, Tags>> {
  const tagged = taggedOf(details);
  // One entity is as cheap to ask for as a page.
  if (reader.tagging === undefined || tagged.length <= 1) return readEach(reader, tagged);
  return orElse(
    reader,
    () => readTogether(reader, tagged),
    'the tags of policies were read one by one, because the tagging API was denied',
    () => readEach(reader, tagged),
  );
}

interface Tagged {
  readonly type: 'policy' | 'instance-profile';
  readonly arn: string;
  readonly name: string;
}

function taggedOf({ policies, profiles }: Details): Tagged[] {
  return [
    ...policies.map(({ Arn, PolicyName }) => {
      const arn = present(Arn, 'the ARN of a policy');
      return { type: 'policy', arn, name: PolicyName ?? nameIn(arn) } as const;
    }),
    ...profiles.map(({ Arn, InstanceProfileName }) => {
      const arn = present(Arn, 'the ARN of an instance profile');
      return { type: 'instance-profile', arn, name: InstanceProfileName ?? nameIn(arn) } as const;
    }),
  ];
}

const nameIn = (arn: string): string => arn.split('/').at(-1) ?? arn;

/**
 * A hundred resources a call. The tagging API learns of a new tag only after a while, so what the stack names and it does
 * not show as the stack's own is asked for itself.
 */
async function readTogether(reader: Reader, tagged: readonly Tagged[]): Promise<Map<string, Tags>> {
  const { caller, tagging, scope, tell } = reader;
  const tags = new Map<string, Tags>();
  if (tagging === undefined) return tags;
  // Loaded only by those who give its client: it need not be installed otherwise.
  const { GetResourcesCommand } = await import('@aws-sdk/client-resource-groups-tagging-api');
  let PaginationToken: string | undefined;
  do {
    const page = await caller.read(
      tagging,
      new GetResourcesCommand({
        ResourceTypeFilters: ['iam:policy', 'iam:instance-profile'],
        ResourcesPerPage: PAGE,
        ...(PaginationToken === undefined ? {} : { PaginationToken }),
      }),
    );
    for (const { ResourceARN, Tags } of page.ResourceTagMappingList ?? [])
      tags.set(present(ResourceARN, 'the ARN of a resource'), tagsFrom(Tags));
    tell('tags', tags.size);
    PaginationToken = page.PaginationToken;
  } while (PaginationToken !== undefined && PaginationToken !== '');
  const unseen = tagged.filter(
    ({ type, name, arn }) =>
      scope !== undefined &&
      isNamed(type === 'policy' ? scope.policies : scope.instanceProfiles, name) &&
      !isOwn({ type, name, path: '/', tags: tags.get(arn) ?? {} }, scope.name),
  );
  for (const [arn, own] of await readEach(reader, unseen)) tags.set(arn, own);
  return tags;
}

async function readEach(reader: Reader, tagged: readonly Tagged[]): Promise<Map<string, Tags>> {
  const tags = new Map<string, Tags>();
  await forEach(tagged, async (each) => {
    tags.set(each.arn, await readOne(reader, each));
    reader.tell('tags', tags.size);
  });
  return tags;
}

async function readOne({ caller, iam }: Reader, { type, arn, name }: Tagged): Promise<Tags> {
  const Tags = [];
  let Marker: string | undefined;
  do {
    const more = Marker === undefined ? {} : { Marker };
    const page =
      type === 'policy'
        ? await caller.read(iam, new ListPolicyTagsCommand({ PolicyArn: arn, ...more }))
        : await caller.read(iam, new ListInstanceProfileTagsCommand({ InstanceProfileName: name, ...more }));
    Tags.push(...(page.Tags ?? []));
    Marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (Marker !== undefined);
  return tagsFrom(Tags);
}

/**
 * What the bulk read may have left out: the descriptions of policies for which the stack in scope wants one, on some
 * endpoints the ids.
 */
export async function readPolicySettings(
  { caller, iam, scope }: Reader,
  { policies }: Details,
): Promise<ReadonlyMap<string, PolicySettings>> {
  const wanted = scope?.policies.filter(({ description }) => description !== '');
  const unknown = policies.flatMap(({ Arn, PolicyName, PolicyId, Description }) =>
    Arn !== undefined &&
    (PolicyId === undefined || (Description === undefined && isNamed(wanted, PolicyName ?? nameIn(Arn))))
      ? [Arn]
      : [],
  );
  const found = await forEach(unknown, async (PolicyArn) => {
    const { Policy } = await caller.read(iam, new GetPolicyCommand({ PolicyArn }));
    const { PolicyId, Description = '' } = present(Policy, 'the policy', PolicyArn);
    return [PolicyArn, { PolicyId, Description }] as const;
  });
  return new Map(found);
}
