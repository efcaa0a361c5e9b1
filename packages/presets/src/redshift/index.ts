export { loadRole, type LoadRoleParameters } from './load-role.ts';
