export { modelBuilder, modelCaller, type ModelCallerParameters } from './users.ts';
export { type MachineLearningBucket, predictionsBucket, trainingDataBucket } from './bucket.ts';
