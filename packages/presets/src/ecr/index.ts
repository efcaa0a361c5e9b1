export { imagePuller, type ImagePullerParameters } from './image-puller.ts';
export { DEEP_LEARNING_CONTAINER_ACCOUNTS, deepLearningContainers } from './deep-learning-containers.ts';
