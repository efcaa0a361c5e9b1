/*
 * Statements to compile and to build: valid, seeded, the same on every machine, each written for leastwise, for
 * iam-floyd, and as the JSON that both must give.
 */
import {
  type ActionModel,
  buildModel,
  type ResourceModel,
  type ServiceModel,
} from '../packages/aws/generator/model.ts';
import { pascalCase } from '../packages/aws/generator/names.ts';
import { corrections } from '../packages/aws/generator/overlay.ts';
import { readSource } from '../packages/aws/generator/source.ts';
import { memberName } from '../packages/policy/src/packing.ts';
import { splitFormat } from '../packages/policy/src/resource-builder.ts';

/** The 20 services that the statements are about, which policies of all trades use. */
export const SERVICES: readonly string[] =
  's3 ec2 dynamodb lambda iam sts kms sqs sns logs cloudwatch ecr ecs eks rds secretsmanager ssm states events glue'.split(
    ' ',
  );

const SEED = 20_261_121;
const ACTIONS = 3;
const PLACES: Readonly<Record<string, string>> = {
  Partition: 'aws',
  Region: 'eu-west-1',
  Account: '111122223333',
};

/** One statement in three languages. */
export interface Sample {
  /** The module of `@leastwise/aws` that it imports, and the constant in there. */
  readonly service: string;
  readonly ident: string;
  /** `allow(...).on(...).when(...)` */
  readonly leastwise: string;
  /** `new Statement.S3().allow()...` */
  readonly iamFloyd: string;
  readonly json: SampleJson;
}

interface SampleJson {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly unknown[];
  readonly Condition: unknown;
}

/** The first `count` statements; those of a smaller count are the first of a larger one. */
export function sampleStatements(count: number): readonly Sample[] {
  const services = buildModel(readSource(), corrections).filter(({ prefix }) => SERVICES.includes(prefix));
  const below = random(SEED);
  const samples: Sample[] = [];
  while (samples.length < count) {
    const service = pick(services, below);
    const resource = pick(service.resources, below);
    if (resource.formats.length !== 1) continue;
    const fitting = service.actions.filter(({ types }) => types.includes(resource.type));
    if (fitting.length < ACTIONS) continue;
    const actions = pickSeveral(fitting, ACTIONS, below);
    samples.push(sample(service, resource, actions, samples.length, below));
  }
  return samples;
}

type Below = (limit: number) => number;

/** One and the same place in each of the three languages. */
interface Written {
  readonly leastwise: string;
  readonly iamFloyd: string;
  readonly json: unknown;
}

function sample(
  service: ServiceModel,
  resource: ResourceModel,
  actions: readonly ActionModel[],
  index: number,
  below: Below,
): Sample {
  const { prefix, ident } = service;
  const on = writeResource(service, resource, index);
  const when = writeCondition(service, actions, index, below);
  const members = actions.map(({ name }) => `${ident}.${name}`).join(', ');
  const calls = actions.map(({ name }) => `.to${pascalCase(name)}()`).join('');
  return {
    service: prefix,
    ident,
    leastwise: `allow(${members}).on(${on.leastwise}).when(${when.leastwise})`,
    iamFloyd: `new Statement.${pascalCase(ident)}().allow()${calls}${on.iamFloyd}${when.iamFloyd}`,
    json: {
      Effect: 'Allow',
      Action: actions.map(({ name }) => `${prefix}:${name}`),
      Resource: [on.json],
      Condition: when.json,
    },
  };
}

function writeResource(
  { prefix, ident }: ServiceModel,
  { type, member, formats }: ResourceModel,
  index: number,
): Written {
  // A type that the service shares with another has that one's id, but keeps its own name as a member.
  const own = type.startsWith(`${prefix}:`);
  const parts = splitFormat(formats[0] ?? '');
  const placeholders = [...new Set(parts.filter((_, i) => i % 2 === 1))];
  const names = placeholders.filter((name) => !(name in PLACES));
  const value = (name: string): string => PLACES[name] ?? `n${index}-${names.indexOf(name)}`;
  const values = names.map((name) => `'${value(name)}'`);
  const named = names.map((name) => `${memberName(name)}: '${value(name)}'`);
  const has = (place: string): boolean => placeholders.includes(place);
  const at = ['Region', 'Account'].filter(has).map((place) => `${place.toLowerCase()}: '${value(place)}'`);
  const after = ['Account', 'Region'].filter(has).map((place) => `'${value(place)}'`);
  const ours = [
    ...(names.length > 2 ? [`{ ${named.join(', ')} }`] : values),
    ...(at.length > 0 ? [`{ ${at.join(', ')} }`] : []),
  ];
  return {
    leastwise: `${ident}.${member}(${ours.join(', ')})`,
    iamFloyd: `.on${peerName(own ? type.slice(prefix.length + 1) : member)}(${[...values, ...after].join(', ')})`,
    json: parts.map((part, i) => (i % 2 === 0 ? part : value(part))).join(''),
  };
}

/** What is read when a condition is built; other keys hold free text. */
function heldBy(name: string): string | undefined {
  if (name.endsWith('Account')) return '111122223333';
  return name === 'kms:ViaService' ? 's3.eu-west-1.amazonaws.com' : undefined;
}

/** A key of the service that all of the actions carry, or one of two global keys. */
function writeCondition(
  { prefix, ident, keys }: ServiceModel,
  actions: readonly ActionModel[],
  index: number,
  below: Below,
): Written {
  const common = keys.filter(
    ({ name, kind, template }) =>
      kind === 's' &&
      !template &&
      // Where the data spells a tag key out (`ssm:resourceTag/tag-key`), iam-floyd takes it as an argument.
      !name.includes('/') &&
      name.startsWith(`${prefix}:`) &&
      actions.every((action) => action.keys.includes(name)),
  );
  const value = `v${index}`;
  if (common.length > 0 && below(2) === 0) {
    const { name, member } = pick(common, below);
    const held = heldBy(name) ?? value;
    return {
      leastwise: `${ident}.keys.${member}.equals('${held}')`,
      iamFloyd: `.if${peerName(name.slice(prefix.length + 1))}('${held}', 'StringEquals')`,
      json: { StringEquals: { [name]: held } },
    };
  }
  if (below(2) === 0) {
    return {
      leastwise: 'aws.multiFactorAuthPresent.is(true)',
      iamFloyd: '.ifAwsMultiFactorAuthPresent(true)',
      json: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    };
  }
  return {
    leastwise: `aws.principalTag('team').equals('${value}')`,
    iamFloyd: `.ifAwsPrincipalTag('team', '${value}', 'StringEquals')`,
    json: { StringEquals: { 'aws:PrincipalTag/team': value } },
  };
}

/** `x-amz-acl` is `XAmzAcl`: how iam-floyd names methods. */
function peerName(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map(pascalCase)
    .join('');
}

function pick<T>(items: readonly T[], below: Below): T {
  const item = items[below(items.length)];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}

function pickSeveral<T>(items: readonly T[], count: number, below: Below): readonly T[] {
  const picked = new Set<T>();
  while (picked.size < count) picked.add(pick(items, below));
  return [...picked];
}

/** A linear congruential generator; its low bits repeat soon, so the high ones are used. */
function random(seed: number): Below {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % limit;
  };
}
