import { describe, expect, test } from 'vitest';
import { buildModel, type ServiceModel } from './model.ts';
import type { Correction } from './overlay.ts';
import type { Source, SourceAction, SourceService } from './source.ts';

const action = (name: string, more: Partial<SourceAction> = {}): SourceAction => ({
  name,
  accessLevel: 'Read',
  resourceTypes: [],
  conditionKeys: [],
  dependents: [],
  ...more,
});
const service = (prefix: string, more: Partial<SourceService> = {}): SourceService => ({
  prefix,
  name: prefix.toUpperCase(),
  page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_x.html',
  actions: [],
  resources: [],
  keys: [],
  ...more,
});
const sourceOf = (...services: readonly SourceService[]): Source => ({
  package: 'data',
  version: '1',
  services,
});
const model = (...services: readonly SourceService[]): readonly ServiceModel[] =>
  buildModel(sourceOf(...services), []);
const one = (more: Partial<SourceService>): ServiceModel => {
  const [built] = model(service('x', more));
  if (built === undefined) throw new Error('no service');
  return built;
};
const thing = { key: 'thing', arn: 'arn:${Partition}:x:${Region}:${Account}:thing/${ThingName}' };

describe('an access level', () => {
  test.each([
    ['List', 'List'],
    ['Read', 'Read'],
    ['Write', 'Write'],
    ['Tagging, Write', 'Tagging'],
    ['Permissions management, Write', 'Permissions management'],
  ])('%s is %s', (accessLevel, level) => {
    expect(one({ actions: [action('Do', { accessLevel })] }).actions[0]?.level).toBe(level);
  });

  test('that nobody has seen before stops the generator', () => {
    expect(() => one({ actions: [action('Do', { accessLevel: 'Dream' })] })).toThrow(
      'x:Do: unknown access level Dream',
    );
  });
});

describe('an action', () => {
  test('is described on the page of its service, or on one of its own', () => {
    const page = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_y.html';
    const { actions, page: of } = one({ actions: [action('Do'), action('Undo', { page })] });
    expect(actions.map((each) => each.page)).toEqual([of, page]);
  });

  test('works on the types that the service has, and carries their keys beside its own', () => {
    const built = one({
      actions: [
        action('Do', {
          resourceTypes: [{ name: 'thing', conditionKeys: ['x:ByType'] }, { name: 'nothing' }],
          conditionKeys: ['x:Own', 'x:Unknown', 'aws:RequestTag/${TagKey}'],
        }),
      ],
      resources: [{ ...thing, conditionKeys: ['x:ByResource'] }],
      keys: ['x:ByType', 'x:Own', 'x:ByResource', 'x:Other'].map((key) => ({ key, type: 'String' })),
    });
    expect(built.actions[0]).toMatchObject({
      types: ['x:thing'],
      keys: ['x:ByResource', 'x:ByType', 'x:Own'],
    });
  });

  test('is described in one line that cannot end a comment', () => {
    const [built] = one({ actions: [action('Do', { description: ' Grants\n all */ rights ' })] }).actions;
    expect(built?.description).toBe('Grants all *\\/ rights');
  });

  test('comes in the order of the alphabet', () => {
    const { actions } = one({ actions: [action('B'), action('C'), action('A')] });
    expect(actions.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  });
});

describe('a resource type', () => {
  test('belongs to the service that its ARN names, whoever lists it', () => {
    const arn = 'arn:${Partition}:y:${Region}:${Account}:box/${BoxId}';
    const [first, second] = model(
      service('x', { resources: [{ key: 'container', arn: arn.replace('BoxId', 'ContainerId') }] }),
      service('y', { resources: [{ key: 'box', arn }] }),
    );
    expect([first?.resources[0]?.type, second?.resources[0]?.type]).toEqual(['y:box', 'y:box']);
    expect(first?.resources[0]?.member).toBe('container');
  });

  test('has each of the formats that one field lists, and one name for the account', () => {
    const arn =
      'arn:${Partition}:x:${Region}:${AccountId}:a/${Id}, arn:${Partition}:x:${Region}:${Account}:b/${Id}';
    expect(one({ resources: [{ key: 'thing', arn }] }).resources[0]?.formats).toEqual([
      'arn:{Partition}:x:{Region}:{Account}:a/{Id}',
      'arn:{Partition}:x:{Region}:{Account}:b/{Id}',
    ]);
  });

  test('makes way for the members and actions that a service has', () => {
    const { resources } = one({
      actions: [action('do')],
      resources: [
        { ...thing, key: 'keys' },
        { ...thing, key: 'do' },
      ],
    });
    expect(resources.map(({ member }) => member)).toEqual(['do2', 'keys2']);
  });
});

describe('a condition key', () => {
  const keysOf = (...keys: readonly string[]): readonly (readonly [string, boolean])[] =>
    one({ keys: keys.map((key) => ({ key, type: 'String' })) }).keys.map(({ member, template }) => [
      member,
      template,
    ]);

  test('loses the prefix, and says whether a part of it is given by the user', () => {
    expect(keysOf('x:max-keys', 'x:Tag/${TagKey}', 'x:Tag/<key>', 'y:Other')).toEqual([
      ['maxKeys', false],
      ['yOther', false],
      ['tag', true],
      ['tag2', true],
    ]);
  });

  test('keeps the plain name where it also comes with a part that the user gives', () => {
    expect(keysOf('x:Tag/${TagKey}', 'x:Tag')).toEqual([
      ['tag', false],
      ['tag2', true],
    ]);
  });

  test('is listed once, and not at all where it is global', () => {
    expect(keysOf('x:Own', 'x:Own', 'aws:SourceIp')).toEqual([['own', false]]);
  });

  test('of a type that nobody has seen before stops the generator', () => {
    expect(() => one({ keys: [{ key: 'x:Own', type: 'Colour' }] })).toThrow(
      'unknown type of condition key Colour',
    );
  });
});

describe('a correction', () => {
  const correct = (more: Partial<Correction> = {}): readonly ServiceModel[] => {
    const source = sourceOf(service('x', { actions: [action('Do')], resources: [thing] }));
    return buildModel(source, [
      { action: 'x:Do', alsoOn: ['thing'], reason: 'because', source: 'there', ...more },
    ]);
  };

  test('adds the type', () => {
    expect(correct()[0]?.actions[0]?.types).toEqual(['x:thing']);
  });

  test('that names no type or no action of the data stops the generator', () => {
    expect(() => correct({ alsoOn: ['nothing'] })).toThrow(
      'the overlay puts x:Do on nothing, which is no resource type',
    );
    expect(() => correct({ action: 'x:Dont' })).toThrow(
      'the overlay corrects x:Dont, which needs no correction',
    );
  });

  test('that the data has caught up with stops the generator', () => {
    const source = sourceOf(
      service('x', { actions: [action('Do', { resourceTypes: [{ name: 'thing' }] })], resources: [thing] }),
    );
    const corrections = [{ action: 'x:Do', alsoOn: ['thing'], reason: 'because', source: 'there' }];
    expect(() => buildModel(source, corrections)).toThrow(
      'the overlay corrects x:Do, which needs no correction',
    );
  });
});

describe('a correction of a key', () => {
  const carrying = (key: string): ReturnType<typeof sourceOf> =>
    sourceOf(
      service('x', {
        keys: [{ key, type: 'String', description: '' }],
        actions: [action('Do', { conditionKeys: [key] })],
      }),
    );
  const why = { reason: 'because', source: 'there' };

  test('names it anew, wherever it is listed', () => {
    const named = { key: 'x:Tag/key', name: 'x:Tag/${TagKey}', ...why };
    const [made] = buildModel(carrying('x:Tag/key'), [], [named]);
    expect(made?.keys).toMatchObject([{ name: 'x:Tag/${TagKey}', template: true }]);
    expect(made?.actions[0]?.keys).toEqual(['x:Tag/${TagKey}']);
  });

  test('adds one that the data does not have to the actions that carry it', () => {
    const added = { key: 'x:Host', type: 'String', carriedBy: ['x:Do'], ...why };
    const [made] = buildModel(carrying('x:Own'), [], [added]);
    expect(made?.keys.map(({ name }) => name)).toEqual(['x:Host', 'x:Own']);
    expect(made?.actions[0]?.keys).toEqual(['x:Host', 'x:Own']);
    expect(() => buildModel(carrying('x:Host'), [], [added])).toThrow('the overlay corrects x:Host');
    expect(() => buildModel(carrying('x:Own'), [], [{ ...added, carriedBy: ['x:Dont'] }])).toThrow(
      'the overlay corrects x:Host',
    );
  });

  test('is not needed for a key that every service carries: it is spelled as that one is', () => {
    const [made] = buildModel(carrying('ec2:SourceInstanceARN'), []);
    expect(made?.keys.map(({ name }) => name)).toEqual(['ec2:SourceInstanceArn']);
  });
});

describe("a correction of a key's type", () => {
  const keyed = (type: string): ReturnType<typeof sourceOf> =>
    sourceOf(service('x', { keys: [{ key: 'x:Stage', type, description: '' }] }));
  const correction = { key: 'x:Stage', type: 'ArrayOfString', reason: 'because', source: 'there' };

  test('gives the key that type', () => {
    expect(buildModel(keyed('String'), [], [correction])[0]?.keys[0]?.kind).toBe('S');
  });

  test('that the data has caught up with stops the generator', () => {
    expect(() => buildModel(keyed('ArrayOfString'), [], [correction])).toThrow(
      'the overlay corrects x:Stage, which needs no correction',
    );
  });
});

test('a service whose name cannot be a constant stops the generator', () => {
  expect(() => model(service('import'))).toThrow('import: import cannot be the name of a constant');
});
