export { scheduleRole, type ScheduleRoleParameters } from './schedule-role.ts';
