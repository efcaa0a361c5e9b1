export { etlJobRole, type EtlJobRoleParameters } from './etl-job-role.ts';
export type { GlueTable } from './read-tables.ts';
