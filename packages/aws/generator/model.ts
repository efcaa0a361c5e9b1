/*
 * The catalog as leastwise sees it. Every quirk of the data is met here and in the overlay, nowhere else.
 */
import type { AccessLevel } from '@leastwise/policy';
import { memberName } from '@leastwise/policy/catalog';
import { withCorrectedKeys } from './corrected-keys.ts';
import { isReserved } from './names.ts';
import type { KeyCorrection } from './key-overlay.ts';
import type { Correction } from './overlay.ts';
import type { Source, SourceAction, SourceKey, SourceResource, SourceService } from './source.ts';

export interface ActionModel {
  readonly name: string;
  readonly description: string;
  readonly level: AccessLevel;
  /** Types of resource by the ids that the compiler compares: `s3:object`. */
  readonly types: readonly string[];
  /** Condition keys other than the global ones. */
  readonly keys: readonly string[];
  /** Actions that a caller needs too, from the older data set. */
  readonly dependents: readonly string[];
  /** The page of the reference that describes it. */
  readonly page: string;
}
export interface ResourceModel {
  /** The id that the compiler compares; of the service whose ARN format it is. */
  readonly type: string;
  readonly member: string;
  /** ARN formats with `{Placeholder}`s. */
  readonly formats: readonly string[];
}
export interface KeyModel {
  readonly name: string;
  readonly member: string;
  readonly kind: string;
  readonly description: string;
  /** Whether a part of the name is the user's, such as a tag key. */
  readonly template: boolean;
}
export interface ServiceModel {
  readonly prefix: string;
  readonly name: string;
  readonly ident: string;
  /** The service's page of the Service Authorization Reference. */
  readonly page: string;
  readonly actions: readonly ActionModel[];
  readonly resources: readonly ResourceModel[];
  readonly keys: readonly KeyModel[];
}

/** Access levels are comma lists in the data: the narrower word decides. */
const LEVELS: Readonly<Record<string, AccessLevel>> = {
  List: 'List',
  Read: 'Read',
  Write: 'Write',
  'Tagging, Write': 'Tagging',
  'Permissions management, Write': 'Permissions management',
};

const KINDS: Readonly<Record<string, string>> = {
  String: 's',
  ArrayOfString: 'S',
  ARN: 'a',
  ArrayOfARN: 'A',
  Bool: 'b',
  ArrayOfBool: 'B',
  Numeric: 'n',
  Date: 'd',
  IPAddress: 'i',
};

/** Members that every service has, which no resource type may take the place of. */
const SERVICE_MEMBERS = ['prefix', 'all', 'match', 'expand', 'parse', 'at', 'keys'];

/** S3 writes `<key>` where all others write `${TagKey}`. */
export const PLACEHOLDER: RegExp = /\$\{[^}]+\}|<[^>]+>/;

export function buildModel(
  source: Source,
  corrections: readonly Correction[],
  keyCorrections: readonly KeyCorrection[] = [],
): readonly ServiceModel[] {
  const owners = ownersOf(source.services);
  const open = new Map(corrections.map((correction) => [correction.action, correction]));
  const openKeys = new Map(keyCorrections.map((correction) => [correction.key, correction]));
  const services = source.services
    .map((service) => withCorrectedKeys(service, keyCorrections, openKeys))
    .map((service) => serviceModel(service, owners, open));
  const [unused] = [...open.keys(), ...openKeys.keys()];
  if (unused !== undefined) throw new Error(`the overlay corrects ${unused}, which needs no correction`);
  return services;
}

function serviceModel(
  service: SourceService,
  owners: ReadonlyMap<string, string>,
  corrections: Map<string, Correction>,
): ServiceModel {
  const { prefix } = service;
  const ident = memberName(prefix);
  if (isReserved(ident)) throw new Error(`${prefix}: ${ident} cannot be the name of a constant`);
  const resources = byCode(service.resources, ({ key }) => key);
  const typeOf = new Map(resources.map((resource) => [resource.key, owners.get(shapeOf(resource)) ?? '']));
  const members = uniqueNames([...SERVICE_MEMBERS, ...service.actions.map(({ name }) => name)]);
  return {
    prefix,
    name: service.name,
    ident,
    page: service.page,
    actions: byCode(service.actions, ({ name }) => name).map((action) =>
      actionModel(service, action, typeOf, corrections),
    ),
    resources: resources.map((resource) => ({
      type: typeOf.get(resource.key) ?? '',
      member: members(memberName(resource.key)),
      formats: formatsOf(resource),
    })),
    keys: keyModels(service),
  };
}

function actionModel(
  service: SourceService,
  action: SourceAction,
  typeOf: ReadonlyMap<string, string>,
  corrections: Map<string, Correction>,
): ActionModel {
  const id = `${service.prefix}:${action.name}`;
  const level = LEVELS[action.accessLevel];
  if (level === undefined) throw new Error(`${id}: unknown access level ${action.accessLevel}`);
  const correction = corrections.get(id);
  const listed = action.resourceTypes.map(({ name }) => name).filter((name) => typeOf.has(name));
  const resources = distinct([...listed, ...(correction?.alsoOn ?? [])]);
  const unknown = resources.find((name) => !typeOf.has(name));
  if (unknown !== undefined)
    throw new Error(`the overlay puts ${id} on ${unknown}, which is no resource type`);
  const known = new Set(service.keys.map(({ key }) => key));
  const carried = [
    ...action.conditionKeys,
    ...action.resourceTypes.flatMap(({ conditionKeys = [] }) => conditionKeys),
    ...service.resources
      .filter(({ key }) => resources.includes(key))
      .flatMap(({ conditionKeys = [] }) => conditionKeys),
  ].filter((key) => !isGlobal(key) && known.has(key));
  const keys = distinct([...carried, ...(correction?.alsoCarries ?? [])]);
  if (resources.length > new Set(listed).size || keys.length > new Set(carried).size) corrections.delete(id);
  return {
    name: action.name,
    description: oneLine(action.description),
    level,
    types: distinct(resources.map((name) => typeOf.get(name) ?? '')),
    keys,
    dependents: action.dependents,
    page: action.page ?? service.page,
  };
}

/** A key spelled with and without a placeholder: the plain one keeps the name, the other gets a number. */
function keyModels({ prefix, keys }: SourceService): readonly KeyModel[] {
  const members = uniqueNames([]);
  const models = distinctBy(keys, ({ key }) => key)
    .filter(({ key }) => !isGlobal(key))
    .map((key) => ({ ...key, template: PLACEHOLDER.test(key.key) }));
  return byCode(models, ({ key, template }) => `${template ? 1 : 0}${key}`).map((key) => ({
    name: key.key,
    member: members(keyMember(prefix, key)),
    kind: kindOf(key),
    description: oneLine(key.description),
    template: key.template,
  }));
}

function keyMember(prefix: string, { key }: SourceKey): string {
  const own = key.startsWith(`${prefix}:`) ? key.slice(prefix.length + 1) : key;
  return memberName(own.replaceAll(new RegExp(PLACEHOLDER, 'g'), ''));
}

function kindOf({ key, type }: SourceKey): string {
  const kind = KINDS[type];
  if (kind === undefined) throw new Error(`${key}: unknown type of condition key ${type}`);
  return kind;
}

/**
 * One ARN format is one resource type, whoever lists it: the Systems Manager `instance` is EC2's, the STS `role` is
 * IAM's. A format belongs to the service that its ARN names, if that lists it, otherwise to the first that does.
 */
function ownersOf(services: readonly SourceService[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const own of [true, false])
    for (const { prefix, resources } of services)
      for (const resource of resources) {
        const shape = shapeOf(resource);
        if ((shape.split(':')[2] === prefix) === own && !owners.has(shape))
          owners.set(shape, `${prefix}:${resource.key}`);
      }
  return owners;
}

/** An ARN format without the names of its placeholders. */
function shapeOf(resource: SourceResource): string {
  return (formatsOf(resource)[0] ?? '').replace(/\{(?!Partition\}|Region\}|Account\})[^}]+\}/g, '{}');
}

/** The data holds several formats in one field, and calls the account by two names. */
function formatsOf({ arn }: SourceResource): readonly string[] {
  return arn
    .split(/,\s*/)
    .map((format) => format.replaceAll('${', '{').replace(/^((?:[^:]*:){4})\{AccountId\}/, '$1{Account}'));
}

function isGlobal(key: string): boolean {
  return key.startsWith('aws:');
}

function oneLine(text = ''): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('*/', '*\\/').trim();
}

/** Gives names out once: a second `role` is `role2`. */
function uniqueNames(taken: readonly string[]): (wanted: string) => string {
  const used = new Set(taken);
  return (wanted) => {
    let name = wanted;
    for (let i = 2; used.has(name); i++) name = `${wanted}${i}`;
    used.add(name);
    return name;
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function distinctBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

function byCode<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
