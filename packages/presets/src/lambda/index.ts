export { functionRole, type FunctionRoleParameters } from './function-role.ts';
