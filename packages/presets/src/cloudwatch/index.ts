export { metricWriter, type MetricWriterParameters } from './metric-writer.ts';
