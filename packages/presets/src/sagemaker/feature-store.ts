import { glue } from '@leastwise/aws/glue';
import { kms } from '@leastwise/aws/kms';
import { sagemaker } from '@leastwise/aws/sagemaker';
import {
  allow,
  type IdentityPolicy,
  type IdentityStatement,
  policy,
  principal,
  type Resource,
  type RoleDefinition,
} from '@leastwise/policy';
import { checkKey } from '../kms/check-key.ts';
import { useKeyThroughS3 } from '../kms/use-key-through-s3.ts';
import { viaService } from '../kms/via-service.ts';
import { checked } from '../parameters/checked.ts';
import { plainName } from '../parameters/literal-text.ts';
import { malformed } from '../parameters/malformed.ts';
import { checkName } from '../parameters/name-prefix.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { type Place, placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { checkList, within } from '../parameters/within.ts';
import { keepOfflineStore } from '../s3/keep-offline-store.ts';
import type { S3Path } from '../s3/location.ts';
import { anythingOfSagemaker } from './anything-of-sagemaker.ts';

/** What feature groups are told; see {@link featureStoreRole}. */
export interface FeatureStoreRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** Where the offline store is, `S3StorageConfig`. */
  readonly offlineStore: S3Path;
  /** The database of the Data Catalog that holds the tables of feature groups: `sagemaker_featurestore`, unless told. */
  readonly databaseName?: string;
  /** The key that encrypts the offline store, made with `kms.key(...)`. */
  readonly kmsKey?: Resource<'kms:key'>;
}

/** Which feature groups; see {@link featureGroupReader} and {@link featureGroupWriter}. */
export interface FeatureGroupParameters<
  Region extends string = string,
  Account extends string = string,
> extends PlaceParameters<Region, Account> {
  readonly featureGroupNames: readonly string[];
  /** The key that encrypts the online store, made with `kms.key(...)`. */
  readonly kmsKey?: Resource<'kms:key'>;
}

/**
 * The role of feature groups in Amazon SageMaker Feature Store: writes the offline store, reads its metadata, and keeps the
 * tables of feature groups in the Data Catalog up to date.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-feature-store.html and
 * https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `offlineStore.bucket`
 */
export function featureStoreRole<const Region extends string, const Account extends string>(
  parameters: FeatureStoreRoleParameters<Region, Account>,
): RoleDefinition {
  const { offlineStore, databaseName = 'sagemaker_featurestore', kmsKey } = checked(parameters);
  const place = placeOf(parameters);
  const { partition } = place;
  const database = plainName(databaseName, 'databaseName');
  const catalog = glue.at(place);
  return roleOf(
    parameters,
    'Role of SageMaker feature groups',
    trustService(principal.services.sagemaker, place, anythingOfSagemaker(place)),
    policy(
      ...within('offlineStore', () => keepOfflineStore({ ...offlineStore, partition })),
      ...useKeyThroughS3(kmsKey, { reads: true, writes: true }, place),
      allow(glue.GetTable, glue.UpdateTable).on(
        catalog.rootcatalog(),
        catalog.database(database),
        catalog.table(database, '*'),
      ),
    ),
  );
}

/**
 * A policy to read the records of feature groups from their online store.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html#feature-store-accessing-data-online-store
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `featureGroupNames[0]`
 */
export function featureGroupReader<const Region extends string, const Account extends string>(
  parameters: FeatureGroupParameters<Region, Account>,
): IdentityPolicy {
  const place = placeOf(parameters);
  return policy(
    allow(sagemaker.DescribeFeatureGroup, sagemaker.GetRecord, sagemaker.BatchGetRecord).on(
      ...groupsOf(parameters.featureGroupNames, place),
    ),
    ...decryptRecords(parameters.kmsKey, place),
  );
}

/**
 * A policy to write and delete records of feature groups, and to read none.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html#feature-store-accessing-data-online-store
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `featureGroupNames[0]`
 */
export function featureGroupWriter<const Region extends string, const Account extends string>(
  parameters: FeatureGroupParameters<Region, Account>,
): IdentityPolicy {
  const place = placeOf(parameters);
  return policy(
    allow(sagemaker.DescribeFeatureGroup, sagemaker.PutRecord, sagemaker.DeleteRecord).on(
      ...groupsOf(parameters.featureGroupNames, place),
    ),
    ...decryptRecords(parameters.kmsKey, place),
  );
}

/** Every data plane operation decrypts, one that writes too. */
function decryptRecords(key: Resource<'kms:key'> | undefined, place: Place): readonly IdentityStatement[] {
  if (key === undefined) return [];
  checkKey(key, 'kmsKey');
  const through = viaService('sagemaker', place, 'kmsKey');
  return [allow(kms.Decrypt).on(key).when(kms.keys.viaService.equals(through))];
}

function groupsOf(names: readonly string[], place: Place): readonly Resource<'sagemaker:feature-group'>[] {
  checkList(names, 'featureGroupNames');
  if (names.length === 0) throw malformed('the list is empty', 'featureGroupNames', 'name a feature group');
  names.forEach((name, i) => {
    checkName(name, `featureGroupNames[${i}]`);
  });
  return names.map((name) => sagemaker.featureGroup(name, place));
}
