export { instanceRole, type InstanceRoleParameters } from './instance-role.ts';
export { instanceProfile } from './instance-profile.ts';
