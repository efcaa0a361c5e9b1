import { GetPolicyCommand, ListInstanceProfileTagsCommand, type Tag } from '@aws-sdk/client-iam';
import type { AwsClient } from '@leastwise/core';
import type { Tags } from '@leastwise/policy';
import { isOwn } from '../ownership.ts';
import type { Details } from './bulk.ts';
import { TAGGING_PAGE } from './cost.ts';
import { present, tagsFrom } from './from-iam.ts';
import { forEach } from './pages.ts';
import { isNamed, orElse, type Reader } from './reader.ts';

/** What no bulk read of IAM has of a policy or an instance profile. */
export interface LeftOut {
  readonly tags: Tags;
  /** Absent where nobody asked. */
  readonly description?: string;
  /** The id of a policy, which some endpoints leave out too. */
  readonly id?: string;
}

/** By ARN, what the bulk read left out of policies and instance profiles. */
export async function readLeftOut(reader: Reader, details: Details): Promise<ReadonlyMap<string, LeftOut>> {
  const all = taggedOf(details);
  const found = new Map(details.leftOut);
  const ask = async (tagged: readonly Tagged[]): Promise<void> => {
    await forEach(tagged, async (each) => {
      found.set(each.arn, await readOne(reader, each));
      reader.tell('tags', found.size);
    });
  };
  const unknown = all.filter(({ arn }) => !found.has(arn));
  // One entity is as cheap to ask for as a page.
  if (reader.tagging === undefined || unknown.length <= 1) await ask(unknown);
  else
    await orElse(
      reader,
      async () => {
        for (const [arn, tags] of await readTogether(reader, unknown)) found.set(arn, { tags });
        await ask(unknown.filter((each) => isUnseen(each, found, reader)));
      },
      'the tags of policies were read one by one, because the tagging API was denied',
      () => ask(unknown),
    );
  await ask(all.filter((each) => lacks(each, found.get(each.arn), reader)));
  return found;
}

interface Tagged {
  readonly type: 'policy' | 'instance-profile';
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  /** Whether the bulk read gave the id. */
  readonly hasId: boolean;
}

function taggedOf({ policies, profiles }: Details): Tagged[] {
  return [
    ...policies.map(({ Arn, PolicyName, Path: path = '/', PolicyId }) => {
      const arn = present(Arn, 'the ARN of a policy');
      const name = PolicyName ?? nameIn(arn);
      return { type: 'policy', arn, name, path, hasId: PolicyId !== undefined } as const;
    }),
    ...profiles.map(({ Arn, InstanceProfileName, Path: path = '/' }) => {
      const arn = present(Arn, 'the ARN of an instance profile');
      const name = InstanceProfileName ?? nameIn(arn);
      return { type: 'instance-profile', arn, name, path, hasId: true } as const;
    }),
  ];
}

const nameIn = (arn: string): string => arn.split('/').at(-1) ?? arn;

/** The tags of all that has any, or, where only a few are wanted, of these: a hundred a call. */
async function readTogether(reader: Reader, tagged: readonly Tagged[]): Promise<Map<string, Tags>> {
  const tags = new Map<string, Tags>();
  const note = (mappings: Mappings = []): void => {
    for (const { ResourceARN, Tags } of mappings)
      tags.set(present(ResourceARN, 'the ARN of a resource'), tagsFrom(Tags));
    reader.tell('tags', tags.size);
  };
  const { tagging } = reader;
  if (tagging === undefined) return tags;
  if (reader.reach === 'account') await readAllTags(reader, tagging, note);
  else await readTheirTags(reader, tagging, tagged, note);
  return tags;
}

type Mappings =
  | readonly { readonly ResourceARN?: string | undefined; readonly Tags?: TaggingTags | undefined }[]
  | undefined;
type TaggingTags = { readonly Key: string | undefined; readonly Value: string | undefined }[];
type Note = (mappings: Mappings) => void;

async function readAllTags({ caller }: Reader, tagging: AwsClient, note: Note): Promise<void> {
  // Loaded only by those who give its client: it need not be installed otherwise.
  const { GetResourcesCommand } = await import('@aws-sdk/client-resource-groups-tagging-api');
  let PaginationToken: string | undefined;
  do {
    const page = await caller.read(
      tagging,
      new GetResourcesCommand({
        ResourceTypeFilters: ['iam:policy', 'iam:instance-profile'],
        ResourcesPerPage: TAGGING_PAGE,
        ...(PaginationToken === undefined ? {} : { PaginationToken }),
      }),
    );
    note(page.ResourceTagMappingList);
    PaginationToken = page.PaginationToken;
  } while (PaginationToken !== undefined && PaginationToken !== '');
}

async function readTheirTags(
  { caller }: Reader,
  tagging: AwsClient,
  tagged: readonly Tagged[],
  note: Note,
): Promise<void> {
  const { GetResourcesCommand } = await import('@aws-sdk/client-resource-groups-tagging-api');
  for (let start = 0; start < tagged.length; start += TAGGING_PAGE) {
    const ResourceARNList = tagged.slice(start, start + TAGGING_PAGE).map(({ arn }) => arn);
    const page = await caller.read(tagging, new GetResourcesCommand({ ResourceARNList }));
    note(page.ResourceTagMappingList);
  }
}

/**
 * The tagging API learns of a new tag only after a while, so what the stack names and it does not show as the stack's own is asked for
 * itself.
 */
function isUnseen(
  { type, name, arn }: Tagged,
  found: ReadonlyMap<string, LeftOut>,
  { scope }: Reader,
): boolean {
  return (
    scope !== undefined &&
    isNamed(type === 'policy' ? scope.policies : scope.instanceProfiles, name) &&
    !isOwn({ type, name, path: '/', tags: found.get(arn)?.tags ?? {} }, scope.name)
  );
}

/** Whether something must still be asked for itself: no list of IAM's has the descriptions of policies. */
function lacks(each: Tagged, known: LeftOut | undefined, reader: Reader): boolean {
  if (each.type !== 'policy') return false;
  if (!each.hasId && known?.id === undefined) return true;
  return known?.description === undefined && needsDescription({ ...each, tags: known?.tags ?? {} }, reader);
}

/**
 * Whether the description of a policy is wanted: by whoever wants all; where the stack says one; and where the policy may be deleted, so
 * that undoing that can give it back.
 */
export function needsDescription(
  policy: { readonly name: string; readonly path: string; readonly tags: Tags },
  { scope, descriptions, policyNamed }: Pick<Reader, 'scope' | 'descriptions' | 'policyNamed'>,
): boolean {
  if (descriptions) return true;
  if (scope === undefined) return false;
  const wanted = policyNamed(policy.name);
  if (wanted === undefined) return isOwn({ type: 'policy', ...policy }, scope.name);
  return wanted.description !== '' || wanted.path !== policy.path;
}

/** GetPolicy costs what ListPolicyTags does and knows the description too. */
async function readOne({ caller, iam }: Reader, { type, arn, name }: Tagged): Promise<LeftOut> {
  if (type === 'policy') {
    const { Policy } = await caller.read(iam, new GetPolicyCommand({ PolicyArn: arn }));
    const { PolicyId, Description = '', Tags } = present(Policy, 'the policy', arn);
    return {
      tags: tagsFrom(Tags),
      description: Description,
      ...(PolicyId === undefined ? {} : { id: PolicyId }),
    };
  }
  const all: Tag[] = [];
  let Marker: string | undefined;
  do {
    const more = Marker === undefined ? {} : { Marker };
    const page = await caller.read(
      iam,
      new ListInstanceProfileTagsCommand({ InstanceProfileName: name, ...more }),
    );
    all.push(...(page.Tags ?? []));
    Marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (Marker !== undefined);
  return { tags: tagsFrom(all) };
}
