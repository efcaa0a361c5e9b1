export { logWriter, type LogWriterParameters } from './log-writer.ts';
