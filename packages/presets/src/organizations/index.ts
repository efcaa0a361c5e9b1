export { guardRails } from './guard-rails.ts';
export { denyRootKeys, denyRootUser } from './root-user.ts';
export { GLOBAL_SERVICES, type RegionParameters, stayInRegions } from './stay-in-regions.ts';
export { keepPoliciesToGroups, protectCloudTrail, protectGuards, stayInOrganization } from './protect.ts';
export type { GuardParameters } from './guards.ts';
export { dataPerimeter, type DataPerimeterParameters } from './data-perimeter.ts';
