import { UpdateServerCertificateCommand } from '@aws-sdk/client-iam';
import { AssumeRootCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { describeEachWay } from '../test/ways.ts';
import { ROWS } from './authorization/rows.ts';
import { OPERATIONS } from './operations.ts';
import { JSON_SERVICES, QUERY_SERVICES } from './protocol/services.ts';

const services = [...QUERY_SERVICES, ...JSON_SERVICES];

test.each(services)('every handler of $id is for an operation that AWS has', ({ id, table }) => {
  expect(Object.keys(OPERATIONS[id]).filter((name) => !Object.hasOwn(table.operations, name))).toEqual([]);
});

test.each(services)(
  'every handler of $id has a row that says what it needs, and no row lacks a handler',
  ({ id }) => {
    expect(Object.keys(ROWS[id]).sort()).toEqual(Object.keys(OPERATIONS[id]).sort());
  },
);

describeEachWay('an operation without a handler', (setUp) => {
  test('is refused by name, once and for all', async () => {
    const { iam, sts } = await setUp();
    const notImplemented = (operation: string): object => ({
      name: 'NotImplemented',
      message: `The emulator does not implement ${operation}.`,
      $metadata: { httpStatusCode: 501, attempts: 1 },
    });
    await expect(
      iam.send(new UpdateServerCertificateCommand({ ServerCertificateName: 'x' })),
    ).rejects.toMatchObject(notImplemented('iam:UpdateServerCertificate'));
    await expect(
      sts.send(
        new AssumeRootCommand({
          TargetPrincipal: '111122223333',
          TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
        }),
      ),
    ).rejects.toMatchObject(notImplemented('sts:AssumeRoot'));
  });
});
