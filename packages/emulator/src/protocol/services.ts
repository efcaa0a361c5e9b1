import { type ErrorCode as IamErrorCode, table as iam } from '../../generated/iam.js';
import {
  type ErrorCode as SecretsManagerErrorCode,
  table as secretsManager,
} from '../../generated/secrets-manager.js';
import {
  type ErrorCode as TaggingErrorCode,
  table as tagging,
} from '../../generated/resource-groups-tagging-api.js';
import { routes } from '../../generated/s3-routes.js';
import { type ErrorCode as StsErrorCode, table as sts } from '../../generated/sts.js';
import type { S3ErrorCode } from '../s3/errors.ts';
import type { ServiceTable } from './table.ts';

/** The name of a service in signatures and ARNs. */
export type ServiceId = 'iam' | 'sts' | 'secretsmanager' | 's3' | 'tagging';

/** Every error code that the services document for themselves, as written on the wire. */
export type ServiceErrorCode =
  IamErrorCode | StsErrorCode | SecretsManagerErrorCode | TaggingErrorCode | S3ErrorCode;

/** AWS Query: a form in, XML out. */
interface QueryService {
  readonly id: ServiceId;
  readonly protocol: 'query';
  readonly table: ServiceTable;
  /** What `Version` must say in the form. */
  readonly version: string;
  readonly xmlNamespace: string;
}

/** AWS JSON 1.1: the operation is named in the header `X-Amz-Target: <target>.<operation>`. */
interface JsonService {
  readonly id: ServiceId;
  readonly protocol: 'json';
  readonly table: ServiceTable;
  readonly target: string;
}

/** The language of S3, in which a request is taken as a whole by the operation's handler. */
interface S3Service {
  readonly id: ServiceId;
  readonly protocol: 's3';
  readonly table: ServiceTable;
}

export type Service = QueryService | JsonService | S3Service;

// The boundary to the generated tables: the generator writes exactly this shape, and says only `object` of it so that
// its output stands alone.
const tableOf = (generated: object): ServiceTable => generated as ServiceTable;

export const QUERY_SERVICES: readonly QueryService[] = [
  {
    id: 'iam',
    protocol: 'query',
    table: tableOf(iam),
    version: '2010-05-08',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  },
  {
    id: 'sts',
    protocol: 'query',
    table: tableOf(sts),
    version: '2011-06-15',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  },
];

export const JSON_SERVICES: readonly JsonService[] = [
  {
    id: 'secretsmanager',
    protocol: 'json',
    table: tableOf(secretsManager),
    target: 'secretsmanager',
  },
  {
    id: 'tagging',
    protocol: 'json',
    table: tableOf(tagging),
    target: 'ResourceGroupsTaggingAPI_20170126',
  },
];

export const S3: S3Service = {
  id: 's3',
  protocol: 's3',
  table: {
    operations: Object.fromEntries(routes.map(([name]) => [name, { input: 'Request', output: null }])),
    structures: { Request: { required: [], members: {} } },
    errors: {},
  },
};
