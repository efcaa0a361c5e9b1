import { piecesOf } from '../input/pattern.ts';
import { readAction } from '../input/situation.ts';
import { type Glob, globMatches, globOf } from './glob.ts';
import type { Rule } from './rule.ts';

/** The rules that speak of an action, in the order of their statements. */
export interface Candidates {
  /** The action in lower case: actions are the same in any case. */
  readonly action: string;
  readonly denies: readonly Rule[];
  readonly allows: readonly Rule[];
}

/** A rule by its number, and what of a service's actions it names. */
interface Named {
  readonly rule: number;
  readonly glob: Glob;
}

interface ServiceIndex {
  readonly exact: Map<string, number[]>;
  readonly patterns: Named[];
}

/** More actions than any program asks for; beyond it the memory starts over, so that no stream of names can fill it. */
const REMEMBERED = 4096;

/**
 * Finds the rules that speak of an action: by service and name, then by the patterns of that service, then among those that
 * no service bounds (`*`, NotAction). What was found for an action, as a request writes it, is remembered.
 *
 * What it gives throws LeastwiseError `INVALID_ACTION` for what is no action.
 */
export function indexActions(rules: readonly Rule[]): (name: string) => Candidates {
  const services = new Map<string, ServiceIndex>();
  const anywhere: ((action: string) => number | undefined)[] = [];
  rules.forEach((rule, number) => addRule(rule, number, services, anywhere));

  const remembered = new Map<string, Candidates>();
  return (name) => {
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const found = find(readAction(name).toLowerCase());
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(name, found);
    return found;
  };

  function find(action: string): Candidates {
    const numbers = new Set<number>();
    const service = services.get(action.slice(0, action.indexOf(':')));
    for (const number of service?.exact.get(action) ?? []) numbers.add(number);
    for (const { rule, glob } of service?.patterns ?? []) if (globMatches(glob, action)) numbers.add(rule);
    for (const matches of anywhere) {
      const number = matches(action);
      if (number !== undefined) numbers.add(number);
    }
    const speaking = rules.filter((_, number) => numbers.has(number));
    return {
      action,
      denies: speaking.filter(({ statement }) => statement.effect === 'Deny'),
      allows: speaking.filter(({ statement }) => statement.effect === 'Allow'),
    };
  }
}

function addRule(
  { statement: { action } }: Rule,
  number: number,
  services: Map<string, ServiceIndex>,
  anywhere: ((action: string) => number | undefined)[],
): void {
  const entries = action.entries.map((entry) => entry.toLowerCase());
  if (action.not) {
    const globs = entries.map(actionGlob);
    anywhere.push((asked) => (globs.some((glob) => globMatches(glob, asked)) ? undefined : number));
    return;
  }
  for (const entry of entries) {
    const service = entry.slice(0, entry.indexOf(':'));
    if (!entry.includes(':') || isPattern(service)) {
      const glob = actionGlob(entry);
      anywhere.push((asked) => (globMatches(glob, asked) ? number : undefined));
    } else addToService(serviceIndex(services, service), entry, number);
  }
}

function addToService(index: ServiceIndex, entry: string, number: number): void {
  if (isPattern(entry)) index.patterns.push({ rule: number, glob: actionGlob(entry) });
  else {
    const sofar = index.exact.get(entry);
    if (sofar === undefined) index.exact.set(entry, [number]);
    else sofar.push(number);
  }
}

function serviceIndex(services: Map<string, ServiceIndex>, name: string): ServiceIndex {
  const known = services.get(name);
  if (known !== undefined) return known;
  const fresh: ServiceIndex = { exact: new Map(), patterns: [] };
  services.set(name, fresh);
  return fresh;
}

function isPattern(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

function actionGlob(entry: string): Glob {
  return globOf(piecesOf(entry, { wildcards: true, variables: false }));
}
