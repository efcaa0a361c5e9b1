import { createHash } from 'node:crypto';
import type { ServiceModel } from './model.ts';
import type { Source } from './source.ts';

/**
 * What the committed summary says of the catalog: counts and a hash a service, so that a change of the data or of the
 * generator shows in review although the generated files are not committed.
 */
export function summary(
  source: Source,
  services: readonly ServiceModel[],
  texts: ReadonlyMap<string, string>,
): string {
  const count = (of: (service: ServiceModel) => readonly unknown[]): number =>
    services.reduce((sum, service) => sum + of(service).length, 0);
  const head = {
    data: `${source.package} ${source.version}`,
    services: services.length,
    actions: count(({ actions }) => actions),
    resourceTypes: count(({ resources }) => resources),
    keys: count(({ keys }) => keys),
  };
  const rows = services.map(({ prefix, actions, resources, keys }) => {
    const hash = createHash('sha256')
      .update(texts.get(prefix) ?? '')
      .digest('hex')
      .slice(0, 12);
    return `    ${JSON.stringify(prefix)}: ${JSON.stringify([actions.length, resources.length, keys.length, hash])}`;
  });
  // One line a service, so that a diff names the services that changed.
  return `${JSON.stringify(head, null, 2).replace(/\n\}$/, '')},
  "byService": {
${rows.join(',\n')}
  }
}
`;
}
