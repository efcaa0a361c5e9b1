import type { Operations } from '../../generated/resource-groups-tagging-api.js';
import type { Handlers } from '../context.ts';
import { getResources } from './get-resources.ts';

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_Operations.html */
export const taggingOperations: Handlers<Operations> = { GetResources: getResources };
