import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { AccessJob, EntityUse, ServiceReport } from './access-state.ts';
import { missing } from './entities.ts';
import { page } from './page.ts';
import { reportServices } from './service-report.ts';

/** The report is made at once, as of the moment of the request. */
export function generateServiceLastAccessedDetails(
  input: iam.GenerateServiceLastAccessedDetailsRequest,
  context: Context,
): iam.GenerateServiceLastAccessedDetailsResponse {
  const job: AccessJob = {
    id: context.ids.uuid(),
    arn: input.Arn,
    created: context.now,
    granularity: input.Granularity === 'ACTION_LEVEL' ? 'ACTION_LEVEL' : 'SERVICE_LEVEL',
    services: reportServices(input.Arn, context),
  };
  context.account.access.jobs.set(job.id, job);
  return { JobId: job.id };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html */
export function getServiceLastAccessedDetails(
  input: iam.GetServiceLastAccessedDetailsRequest,
  context: Context,
): iam.GetServiceLastAccessedDetailsResponse {
  const job = findJob(input.JobId, context);
  const { items, rest } = page(job.services, ({ service }) => service, input);
  return {
    ...stateOf(job),
    JobType: job.granularity,
    ServicesLastAccessed: items.map((report) => serviceOutput(report, job)),
    ...rest,
  };
}

/** Who could use a service through the entity that the job is about, and when each last did. */
export function getServiceLastAccessedDetailsWithEntities(
  input: iam.GetServiceLastAccessedDetailsWithEntitiesRequest,
  context: Context,
): iam.GetServiceLastAccessedDetailsWithEntitiesResponse {
  const job = findJob(input.JobId, context);
  const report = job.services.find(({ service }) => service === input.ServiceNamespace);
  if (!report) throw new Refusal('InvalidInput', `The report has no service ${input.ServiceNamespace}.`);
  const { items, rest } = page(report.users, ({ entity }) => entity.arn, input);
  return {
    ...stateOf(job),
    EntityDetailsList: items.map(({ entity, at }) => ({
      EntityInfo: {
        Arn: entity.arn,
        Name: entity.name,
        Type: entity.type,
        Id: entity.id,
        Path: entity.path,
      },
      LastAuthenticated: at,
    })),
    ...rest,
  };
}

function stateOf({ created }: AccessJob): {
  JobStatus: string;
  JobCreationDate: number;
  JobCompletionDate: number;
} {
  return { JobStatus: 'COMPLETED', JobCreationDate: created, JobCompletionDate: created };
}

function serviceOutput({ service, users, actions }: ServiceReport, job: AccessJob): iam.ServiceLastAccessed {
  const used = users.filter(({ at }) => at !== undefined);
  const latest: EntityUse | undefined = used[0];
  return {
    ServiceName: NAMES[service] ?? service,
    ServiceNamespace: service,
    LastAuthenticated: latest?.at,
    LastAuthenticatedEntity: latest?.entity.arn,
    LastAuthenticatedRegion: latest?.region,
    TotalAuthenticatedEntities: used.length,
    TrackedActionsLastAccessed:
      job.granularity === 'ACTION_LEVEL'
        ? actions.map(({ name, at, region, arn }) => ({
            ActionName: name,
            LastAccessedTime: at,
            LastAccessedRegion: region,
            LastAccessedEntity: arn,
          }))
        : undefined,
  };
}

/** What the services are called that live here; of others the report gives the namespace again. */
const NAMES: Readonly<Record<string, string>> = {
  iam: 'AWS Identity and Access Management',
  s3: 'Amazon S3',
  secretsmanager: 'AWS Secrets Manager',
  sts: 'AWS Security Token Service',
  tag: 'Amazon Resource Group Tagging API',
};

function findJob(id: string, { account }: Context): AccessJob {
  return account.access.jobs.get(id) ?? missing(`No job with id ${id} exists.`);
}
