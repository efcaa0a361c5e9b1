import { type IAMClient, ListPoliciesCommand, ListPolicyTagsCommand } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';

/** The tagging API, by as much of it as reading an account asks for, over the IAM of an emulated account. */
export interface TaggingPort {
  readonly client: ResourceGroupsTaggingAPIClient;
  /** How often it was asked. */
  readonly asked: () => number;
}

/** @param forgets ARNs whose tags it has not learnt of yet */
export function taggingPort(iam: IAMClient, forgets: readonly string[] = []): TaggingPort {
  let asked = 0;
  let known: Awaited<ReturnType<typeof tagged>> = [];
  const handle = async (request: { readonly body?: unknown }) => {
    asked += 1;
    const { ResourcesPerPage = 100, PaginationToken = '' } = JSON.parse(String(request.body)) as {
      ResourcesPerPage?: number;
      PaginationToken?: string;
    };
    if (PaginationToken === '') known = await tagged(iam);
    const all = known.filter(({ ResourceARN }) => !forgets.includes(ResourceARN));
    const from = Number(PaginationToken);
    const next = from + ResourcesPerPage;
    const reply = {
      ResourceTagMappingList: all.slice(from, next),
      PaginationToken: next < all.length ? String(next) : '',
    };
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    return { response: { statusCode: 200, headers, body: new TextEncoder().encode(JSON.stringify(reply)) } };
  };
  const client = new ResourceGroupsTaggingAPIClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: { handle },
  });
  return { client, asked: () => asked };
}

async function tagged(iam: IAMClient): Promise<{ ResourceARN: string; Tags: object[] }[]> {
  const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: 'Local', MaxItems: 1000 }));
  return Promise.all(
    Policies.map(async ({ Arn = '' }) => {
      const { Tags = [] } = await iam.send(new ListPolicyTagsCommand({ PolicyArn: Arn }));
      return { ResourceARN: Arn, Tags };
    }),
  );
}
