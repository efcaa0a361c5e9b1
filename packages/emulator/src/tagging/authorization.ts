import type { Operations } from '../../generated/resource-groups-tagging-api.js';
import type { Rows } from '../authorization/row.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonresourcegrouptaggingapi.html */
export const taggingRows: Rows<Operations> = {
  // The service is called by one name in signatures and by another in policies.
  GetResources: () => ({ action: 'tag:GetResources' }),
};
