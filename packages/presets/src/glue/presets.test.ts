import { iam } from '@leastwise/aws/iam';
import type { PolicyDocument, RoleDefinition } from '@leastwise/policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import { hostileName, hostilePlainName } from '../../test/names.ts';
import { matches, wildcardsOf } from '../../test/pattern.ts';
import * as glue from './index.ts';

const account = '111122223333';
const at = { region: 'eu-west-1', account } as const;
const inChina = { region: 'cn-north-1', account, partition: 'aws-cn' } as const;
const vpcConfig = { vpcId: 'vpc-0a1b2c3d', subnets: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] };
const data = {
  reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
  writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
  tables: [{ databaseName: 'raw', everyTable: true }],
  connections: ['crm'],
  vpcConfig,
} as const;

function everyPreset(
  place: typeof at | typeof inChina,
): Readonly<Record<string, RoleDefinition | PolicyDocument>> {
  const role = { name: 'clean', ...place };
  const roles = [iam.role('clean', place)];
  return {
    etlJobRole: glue.etlJobRole({ ...role, ...data, script: { bucket: 'my-ml-scripts', key: 'a.py' } }),
    sessionRole: glue.sessionRole({ ...role, ...data }),
    crawlerRole: glue.crawlerRole({ ...role, reads: data.reads, databaseName: 'raw', vpcConfig }),
    catalogReader: glue.catalogReader({ ...place, tables: data.tables }),
    catalogWriter: glue.catalogWriter({ ...place, tables: data.tables }),
    jobRunner: glue.jobRunner({ ...place, jobNames: ['clean'], roles }),
    sessionUser: glue.sessionUser({ ...place, roles }),
  };
}

describe.each(Object.entries(everyPreset(inChina)))('%s', (_, made) => {
  test('names its partition and region everywhere, as frozen plain data', () => {
    const text = JSON.stringify(made);
    expect(text).not.toContain('arn:aws:');
    expect(text).toContain('cn-north-1');
    expect(Object.isFrozen(made)).toBe(true);
    expect(JSON.parse(text)).toEqual(made);
  });
});

test('every preset of AWS Glue is looked at here', () => {
  expect(Object.keys(everyPreset(at)).sort()).toEqual(Object.keys(glue).sort());
});

const resourcesOf = (document: PolicyDocument): readonly string[] =>
  [document.Statement].flat().flatMap(({ Resource = [] }) => Resource);

describe('tables', () => {
  test('are every table of a database only where that is spelled out', () => {
    const tables = resourcesOf(glue.catalogReader({ ...at, tables: data.tables }));
    expect(tables).toContain('arn:aws:glue:eu-west-1:111122223333:table/raw/*');
  });

  test('and jobs mean themselves, whatever their names hold', () => {
    fc.assert(
      fc.property(hostilePlainName, hostileName, (name, other) => {
        const written = resourcesOf(
          glue.catalogWriter({ ...at, tables: [{ databaseName: name, tableName: name }] }),
        );
        const run = resourcesOf(glue.jobRunner({ ...at, jobNames: [name], roles: [] }));
        const place = 'arn:aws:glue:eu-west-1:111122223333';
        expect([...written, ...run].map(wildcardsOf).join('')).toBe('');
        expect(matches(written.at(-1) ?? '', `${place}:table/${name}/${name}`)).toBe(true);
        expect(matches(run.at(-1) ?? '', `${place}:job/${other}`)).toBe(other === name);
      }),
    );
  });
});

test('without roles nobody makes or changes a job', () => {
  const text = JSON.stringify(glue.jobRunner({ ...at, jobNames: ['clean'], roles: [] }));
  expect(text).toContain('glue:StartJobRun');
  expect(text).not.toMatch(/CreateJob|UpdateJob|PassRole/);
});

const REFUSED: readonly (readonly [
  string,
  (changes: never) => unknown,
  object,
  readonly (readonly [string, object])[],
])[] = [
  [
    'sessionRole',
    glue.sessionRole,
    { name: 'clean', ...at, reads: [], writes: [] },
    [
      ['reads', { reads: undefined }],
      ['tables[0].tableName', { tables: [{ databaseName: 'raw' }] }],
      ['tables[0].everyTable', { tables: [{ databaseName: 'raw', everyTable: true, tableName: 'a' }] }],
      ['tables[0].everyTable', { tables: [{ databaseName: 'raw', everyTable: false }] }],
      ['writesTables[0].databaseName', { writesTables: [{ tableName: 'a' }] }],
      ['vpcConfig.vpcId', { vpcConfig: { ...vpcConfig, vpcId: '*' } }],
      ['vpcConfig.subnets[0]', { vpcConfig: { ...vpcConfig, subnets: ['subnet'] } }],
      ['securityConfiguration.jobBookmarksKmsKey', { securityConfiguration: { jobBookmarksKmsKey: 'a' } }],
    ],
  ],
  ['crawlerRole', glue.crawlerRole, { name: 'crawl', ...at, reads: [] }, [['databaseName', {}]]],
  [
    'catalogReader',
    glue.catalogReader,
    at,
    [
      ['tables', {}],
      ['tables', { tables: [] }],
    ],
  ],
  [
    'catalogWriter',
    glue.catalogWriter,
    at,
    [
      ['tables', { tables: [] }],
      ['tables[0].tableName', { tables: [{ databaseName: 'a' }] }],
    ],
  ],
  [
    'jobRunner',
    glue.jobRunner,
    { ...at, jobNames: ['clean'], roles: [] },
    [
      ['jobNames', { jobNames: [] }],
      ['jobNames[0]', { jobNames: [''] }],
      ['roles[0]', { roles: ['arn:aws:iam::111122223333:role/*'] }],
    ],
  ],
  ['sessionUser', glue.sessionUser, at, [['roles', {}]]],
];

describe.each(REFUSED)('%s names the parameter that it cannot take', (_, preset, parameters, cases) => {
  test.each(cases)('%s in %j', (path, changes) => {
    // A cast because the compiler refuses most of these calls.
    const error = errorOf(() => preset({ ...parameters, ...changes } as never));
    expect([error.path, error.code]).toEqual([path, 'MALFORMED_PARAMETER']);
  });
});
