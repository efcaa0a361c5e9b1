import { s3 } from '@leastwise/aws/s3';
import { describe, expect, test } from 'vitest';
import { packList, service } from './catalog.ts';

interface Tiny {
  readonly [member: string]: unknown;
  expand(pattern: string): readonly string[];
  match(pattern: string): string;
  parse(arn: string): unknown;
  at(place: object): Tiny;
  readonly keys: Readonly<Record<string, unknown>>;
}

/** A service as the generator packs it. */
const tiny = service(
  'tiny',
  'tiny',
  [
    ['GetThing', 'GetThings', 'PutThing'],
    [
      'ec2:instance>instance=ec2:~:instance/{InstanceId}',
      'thing>thing2=tiny:~:thing/{ThingName}|tiny:~:item/{ThingName}',
    ],
    ['other:Keys!S>otherKeys', 'tiny:Size!n>size', '~Prefix!s', '~Tag/{}!s>tag'],
  ]
    .map(packList)
    .join('%'),
) as Tiny;
const at = { region: 'eu-west-1', account: '111122223333' };

describe('a service', () => {
  test('holds its actions as plain text', () => {
    expect([tiny['prefix'], tiny['all'], tiny['GetThing']]).toEqual(['tiny', 'tiny:*', 'tiny:GetThing']);
  });

  test('builds each format of a resource type under a name of its own', () => {
    const build = (member: string): string => (tiny[member] as (name: string, at: object) => string)('a', at);
    expect(build('thing2')).toBe('arn:aws:tiny:eu-west-1:111122223333:thing/a');
    expect(build('thing2Alt')).toBe('arn:aws:tiny:eu-west-1:111122223333:item/a');
    expect(build('instance')).toBe('arn:aws:ec2:eu-west-1:111122223333:instance/a');
  });

  test('knows the type of a resource whose format is another service has', () => {
    expect(tiny.parse('arn:aws:ec2:eu-west-1:111122223333:instance/i-1')).toMatchObject({
      type: 'ec2:instance',
    });
    expect(tiny.parse('arn:aws:tiny:eu-west-1:111122223333:item/a')).toMatchObject({ type: 'tiny:thing' });
  });

  test('binds a place once, and keeps everything else', () => {
    const here = tiny.at(at);
    expect((here['thing2'] as (name: string) => string)('a')).toBe(
      'arn:aws:tiny:eu-west-1:111122223333:thing/a',
    );
    expect([here['GetThing'], here.match('Get*'), here.keys]).toEqual([
      'tiny:GetThing',
      'tiny:Get*',
      tiny.keys,
    ]);
    expect(() => (tiny['thing2'] as (name: string) => string)('a')).toThrow('the region is missing');
  });

  test('names its keys, those of other services and those that end in a part that the user gives', () => {
    const name = (key: unknown): unknown => (key as { readonly name: string }).name;
    const { prefix, size, tag, otherKeys } = tiny.keys;
    expect([prefix, size, otherKeys].map(name)).toEqual(['tiny:Prefix', 'tiny:Size', 'other:Keys']);
    expect(name((tag as (part: string) => unknown)('team'))).toBe('tiny:Tag/team');
  });
});

describe('a pattern of actions', () => {
  test.each([
    ['Get*', ['tiny:GetThing', 'tiny:GetThings']],
    ['*Thing', ['tiny:GetThing', 'tiny:PutThing']],
    ['?etThing', ['tiny:GetThing']],
    ['tiny:Put*', ['tiny:PutThing']],
    ['get*', ['tiny:GetThing', 'tiny:GetThings']],
    ['*', ['tiny:GetThing', 'tiny:GetThings', 'tiny:PutThing']],
    ['Delete*', []],
    ['Get.*', []],
    ['', []],
  ])('%s stands for %j', (pattern, actions) => {
    expect(tiny.expand(pattern)).toEqual(actions);
  });

  test('is refused where it stands for none', () => {
    expect(tiny.match('Get*')).toBe('tiny:Get*');
    expect(() => tiny.match('Delete*')).toThrow(expect.objectContaining({ code: 'INVALID_ACTION' }));
  });

  test('is not given its service twice', () => {
    expect(tiny.match('tiny:Get*')).toBe('tiny:Get*');
  });

  test('of the real catalog', () => {
    expect(s3.match('Get*')).toBe('s3:Get*');
    expect(s3.expand('GetObject')).toEqual(['s3:GetObject']);
    expect(s3.expand('*').length).toBeGreaterThan(150);
  });
});
