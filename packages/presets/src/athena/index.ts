export { queryRunner, type QueryRunnerParameters } from './query-runner.ts';
