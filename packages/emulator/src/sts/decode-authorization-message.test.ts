import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { allowing, describeEachWay } from '../../test/ways.ts';

describeEachWay('decoding an authorization message', (setUp) => {
  test('takes the permission, and knows no message, because no denial of these services comes with one', async () => {
    const { iam, as } = await setUp();
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const { sts } = as(AccessKey);
    const decode = new DecodeAuthorizationMessageCommand({ EncodedMessage: 'c29tZSBkZW5pYWw' });
    await expect(sts.send(decode)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('perform: sts:DecodeAuthorizationMessage on resource: *'),
    });
    const PolicyDocument = allowing('sts:DecodeAuthorizationMessage');
    await iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'decode', PolicyDocument }));
    await expect(sts.send(decode)).rejects.toMatchObject({
      name: 'InvalidAuthorizationMessageException',
      $metadata: { httpStatusCode: 400 },
    });
  });
});
