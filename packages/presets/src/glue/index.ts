export { etlJobRole, type EtlJobRoleParameters } from './etl-job-role.ts';
export { crawlerRole, type CrawlerRoleParameters } from './crawler-role.ts';
export { sessionRole, type SessionRoleParameters } from './session-role.ts';
export { catalogReader, catalogWriter, type CatalogParameters } from './catalog-access.ts';
export {
  jobRunner,
  type JobRunnerParameters,
  sessionUser,
  type SessionUserParameters,
} from './glue-users.ts';
export type { GlueData } from './data-statements.ts';
export type { SecurityConfiguration } from './security-configuration.ts';
export type { EveryTable, GlueTable, OneTable } from './tables.ts';
export type { GlueVpcConfig } from '../ec2/glue-interfaces.ts';
