export { instanceRole, type InstanceRoleParameters } from './instance-role.ts';
