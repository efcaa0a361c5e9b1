export { trainingRole, type TrainingRoleParameters } from './training-role.ts';
