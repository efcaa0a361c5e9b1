import { normalize, type PolicyDocument, type StatementJson } from '@leastwise/policy';
import { type DocumentPlace, type Element, elementsOf, listOf } from './statement-elements.ts';

/** Values that an element gains and loses, as written. */
export interface ElementChange {
  /** `Action`, `Principal AWS`, `Condition StringLike s3:prefix` */
  readonly element: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What happens to one statement of a document. */
export interface StatementChange {
  readonly change: 'add' | 'change' | 'remove';
  /** Its place in the new document, in the old one where it is removed; from 1. 0 stands for the document's own elements. */
  readonly statement: number;
  readonly elements: readonly ElementChange[];
}

interface Numbered {
  readonly number: number;
  readonly json: StatementJson;
  /** The same text for every spelling of the same meaning. */
  readonly meaning: string;
  readonly elements: readonly Element[];
}

/**
 * What changes between two documents, statement by statement: equal ones are left out wherever they stand, those with
 * the same Sid belong together, then those that share most.
 */
export function statementChanges(
  before: PolicyDocument,
  after: PolicyDocument,
  place: DocumentPlace,
): StatementChange[] {
  const old = numbered(before, place);
  const fresh = numbered(after, place);
  const oldMeanings = new Set(old.map(({ meaning }) => meaning));
  const freshMeanings = new Set(fresh.map(({ meaning }) => meaning));
  const gone = old.filter(({ meaning }) => !freshMeanings.has(meaning));
  const come = fresh.filter(({ meaning }) => !oldMeanings.has(meaning));
  const pairs = pair(gone, come);
  const paired = new Set([...pairs.values()]);
  const changes = come.map((next) => {
    const previous = pairs.get(next);
    return previous === undefined ? added(next) : changed(previous, next);
  });
  return [
    ...documentChange(before, after),
    ...changes,
    ...gone.filter((statement) => !paired.has(statement)).map(removed),
  ];
}

function numbered({ Statement }: PolicyDocument, place: DocumentPlace): Numbered[] {
  return listOf(Statement).map((json, i) => ({
    number: i + 1,
    json,
    meaning: JSON.stringify(normalize({ Statement: json }, place)),
    elements: elementsOf(json, place),
  }));
}

/** For each new statement the old one that it replaces, if any. */
function pair(gone: readonly Numbered[], come: readonly Numbered[]): Map<Numbered, Numbered> {
  const candidates = come.flatMap((next) =>
    gone.map((previous) => ({ next, previous, likeness: likeness(previous, next) })),
  );
  const pairs = new Map<Numbered, Numbered>();
  const taken = new Set<Numbered>();
  // A stable sort: among equals the order of the documents decides.
  for (const { next, previous, likeness } of candidates.sort((a, b) => b.likeness - a.likeness)) {
    if (likeness === 0 || pairs.has(next) || taken.has(previous)) continue;
    pairs.set(next, previous);
    taken.add(previous);
  }
  return pairs;
}

/** How many values two statements share; the effect alone makes none alike. */
function likeness(a: Numbered, b: Numbered): number {
  if (a.json.Sid !== undefined && a.json.Sid === b.json.Sid) return Number.MAX_SAFE_INTEGER;
  if (a.json.Effect !== b.json.Effect) return 0;
  const values = new Set(a.elements.flatMap(valuesOf));
  return b.elements.flatMap(valuesOf).filter((value) => values.has(value)).length;
}

function valuesOf({ name, values }: Element): string[] {
  return name === 'Effect' ? [] : [...values.keys()].map((value) => `${name} ${value}`);
}

function added({ number, elements }: Numbered): StatementChange {
  return {
    change: 'add',
    statement: number,
    elements: elements.map(({ written, values }) => ({
      element: written,
      added: [...values.values()],
      removed: [],
    })),
  };
}

function removed({ number, elements }: Numbered): StatementChange {
  return {
    change: 'remove',
    statement: number,
    elements: elements.map(({ written, values }) => ({
      element: written,
      added: [],
      removed: [...values.values()],
    })),
  };
}

function changed(previous: Numbered, next: Numbered): StatementChange {
  const names = [...new Set([...next.elements, ...previous.elements].map(({ name }) => name))];
  const elements = names.flatMap((name) => {
    const before = previous.elements.filter((each) => each.name === name);
    const after = next.elements.filter((each) => each.name === name);
    const change = {
      element: (after[0] ?? before[0])?.written ?? name,
      added: missingFrom(before, after),
      removed: missingFrom(after, before),
    };
    return change.added.length + change.removed.length === 0 ? [] : [change];
  });
  return { change: 'change', statement: next.number, elements };
}

/** The values of `some` that are not among `others`, as written. */
function missingFrom(others: readonly Element[], some: readonly Element[]): string[] {
  const known = new Set(others.flatMap(({ values }) => [...values.keys()]));
  return some.flatMap(({ values }) =>
    [...values].filter(([meaning]) => !known.has(meaning)).map(([, text]) => text),
  );
}

/** Version and Id stand outside the statements and have a meaning too. */
function documentChange(before: PolicyDocument, after: PolicyDocument): StatementChange[] {
  const own = ({ Version = '2008-10-17', Id }: PolicyDocument): Record<string, string | undefined> => ({
    Version,
    Id,
  });
  const [old, fresh] = [own(before), own(after)];
  const elements = Object.keys(fresh)
    .filter((element) => old[element] !== fresh[element])
    .map((element) => ({
      element,
      added: [fresh[element]].filter((value) => value !== undefined),
      removed: [old[element]].filter((value) => value !== undefined),
    }));
  return elements.length === 0 ? [] : [{ change: 'change', statement: 0, elements }];
}
