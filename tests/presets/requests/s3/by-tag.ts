import { folderByTag, readObjectsByTag } from '@leastwise/presets/s3';
import type { Proof } from '../../proof.ts';
import { BUCKET, FOREIGN, from, list, OBJECT, on, OWNED, S3_PAGES } from '../../s3-requests.ts';
import { ACCOUNT, identitySide, SOMEONE } from '../../sides.ts';

const VARIABLES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html';
const tagged = { bucket: 'my-ml-datasets', prefix: 'train/', account: ACCOUNT, tagKey: 'team' } as const;
const folders = { ...tagged, prefix: 'teams/' } as const;

const OURS = { context: { 's3:ExistingObjectTag/team': 'vision' } } as const;
const THEIRS = { context: { 's3:ExistingObjectTag/team': 'payroll' } } as const;
const OUR_FOLDER = `${BUCKET}/teams/vision`;
const FULL = { managedPolicies: ['AmazonS3FullAccess'], extras: [] } as const;
const inFolder = (resource: string, more: object, actions: readonly (readonly [string, string])[]) =>
  actions.map(([claim, action]) => on(resource, claim, action, more));

export const proofs: readonly Proof[] = [
  {
    preset: 's3.readObjectsByTag',
    purpose: "read objects that carry the caller's own tag",
    parameters: tagged,
    sides: [identitySide(readObjectsByTag(tagged))],
    caller: SOMEONE,
    context: { 'aws:PrincipalTag/team': 'vision' },
    allowed: from(S3_PAGES.tags, [
      on(OBJECT, "read an object of the caller's team", 's3:GetObject', { ...OWNED, ...OURS }),
    ]),
    nearMisses: [
      on(OBJECT, 'read an object of another team', 's3:GetObject', { ...OWNED, ...THEIRS }),
      on(OBJECT, 'read an object without a tag', 's3:GetObject', OWNED),
      on(OBJECT, 'read without a tag of the own', 's3:GetObject', {
        ...OWNED,
        context: { ...OURS.context, 'aws:PrincipalTag/team': [] },
      }),
      on(OBJECT, 'read, with no tag on either side', 's3:GetObject', {
        ...OWNED,
        context: { 'aws:PrincipalTag/team': [] },
      }),
      on(`${BUCKET}/test/1.csv`, 'read outside of the prefix', 's3:GetObject', { ...OWNED, ...OURS }),
      on(OBJECT, "read another account's bucket of that name", 's3:GetObject', { ...FOREIGN, ...OURS }),
      on(OBJECT, 'tag an object', 's3:PutObjectTagging', { ...OWNED, ...OURS }),
      on(OBJECT, 'write an object', 's3:PutObject', { ...OWNED, ...OURS }),
    ],
    peer: { managedPolicies: ['AmazonS3ReadOnlyAccess'], extras: [] },
  },
  {
    preset: 's3.folderByTag',
    purpose: "work in the folder that the caller's tag names",
    parameters: folders,
    sides: [identitySide(folderByTag(folders))],
    caller: SOMEONE,
    context: { 'aws:PrincipalTag/team': 'vision' },
    allowed: from(VARIABLES, [
      list('teams/vision/', 'list the own folder', OWNED),
      ...inFolder(`${OUR_FOLDER}/1.csv`, OWNED, [
        ['read an object', 's3:GetObject'],
        ['write an object', 's3:PutObject'],
        ['delete an object', 's3:DeleteObject'],
        ['give up an upload in parts', 's3:AbortMultipartUpload'],
        ['look at the parts of an upload', 's3:ListMultipartUploadParts'],
      ]),
    ]),
    nearMisses: [
      list('teams/payroll/', "list another team's folder", OWNED),
      list('teams/', 'list all folders', OWNED),
      list('teams/vision', 'list what begins alike', OWNED),
      list('teams/vision/', 'list another bucket', { ...OWNED, resource: 'arn:aws:s3:::payroll' }),
      list('teams/vision/', "list another account's bucket of that name", FOREIGN),
      on(`${BUCKET}/teams/payroll/1.csv`, "read another team's folder", 's3:GetObject', OWNED),
      on(`${BUCKET}/teams/visionaries/1.csv`, 'read a folder whose name begins alike', 's3:GetObject', OWNED),
      on(`${OUR_FOLDER}/1.csv`, 'read without a tag of the own', 's3:GetObject', {
        ...OWNED,
        context: { 'aws:PrincipalTag/team': [] },
      }),
      on(`${OUR_FOLDER}/1.csv`, "write to another account's bucket of that name", 's3:PutObject', FOREIGN),
    ],
    peer: FULL,
  },
];
