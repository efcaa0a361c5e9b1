/* Condition keys as AWS's guides have them, where the service reference has them otherwise. */
import { globalKeyName } from '@leastwise/policy/catalog';
import type { KeyCorrection } from './key-overlay.ts';
import type { SourceKey, SourceService } from './source.ts';

/**
 * The service with its keys corrected, wherever it lists them. A correction that changes something is taken out of `open`;
 * several services may list one key, and it is corrected in each.
 */
export function withCorrectedKeys(
  service: SourceService,
  corrections: readonly KeyCorrection[],
  open: Map<string, KeyCorrection>,
): SourceService {
  const corrected = (key: SourceKey): SourceKey => {
    const { type = key.type, name = key.key } = corrections.find((each) => each.key === key.key) ?? {};
    if (type !== key.type || name !== key.key) open.delete(key.key);
    return { ...key, type, key: globalKeyName(name) ?? name };
  };
  const names = new Map(service.keys.map((key) => [key.key, corrected(key).key]));
  const named = (keys: readonly string[] = []): readonly string[] => keys.map((key) => names.get(key) ?? key);
  const added = corrections.filter(
    ({ key, carriedBy = [] }) => !names.has(key) && ofService(service, carriedBy),
  );
  for (const { key } of added) open.delete(key);
  const carriedBy = (action: string): readonly string[] =>
    added.filter((each) => each.carriedBy?.includes(`${service.prefix}:${action}`)).map(({ key }) => key);
  return {
    ...service,
    keys: [
      ...service.keys.map(corrected),
      ...added.map(({ key, type = 'String', description = '' }) => ({ key, type, description })),
    ],
    actions: service.actions.map((action) => ({
      ...action,
      conditionKeys: [...named(action.conditionKeys), ...carriedBy(action.name)],
      resourceTypes: action.resourceTypes.map((each) => ({
        ...each,
        conditionKeys: named(each.conditionKeys),
      })),
    })),
    resources: service.resources.map((each) => ({ ...each, conditionKeys: named(each.conditionKeys) })),
  };
}

function ofService({ prefix, actions }: SourceService, carriers: readonly string[]): boolean {
  return carriers.some((carrier) => actions.some(({ name }) => carrier === `${prefix}:${name}`));
}
