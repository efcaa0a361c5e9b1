export { stateMachineRole, type StateMachineRoleParameters } from './state-machine-role.ts';
