/** One published package, reduced to what the architecture says about it. */
export interface PackageFacts {
  /** `policy` */
  readonly name: string;
  /** What its sources and generated modules import, without relative paths and Node's own modules. */
  readonly imports: readonly ImportFact[];
  /** The names under `dependencies` and `peerDependencies`. */
  readonly declared: readonly string[];
  readonly readme: string;
}

export interface ImportFact {
  readonly file: string;
  /** The package that is imported, without subpath: `@leastwise/core`. */
  readonly from: string;
}

/** The packages of leastwise that each of them may import, by short name. */
export type Arrows = Readonly<Record<string, readonly string[]>>;

const SCOPE = '@leastwise/';

/** Every way in which the packages break the arrows or their manifests; empty when all is well. */
export function violations(packages: readonly PackageFacts[], arrows: Arrows): string[] {
  return [
    ...packages.flatMap((each) => [...againstArrows(each, arrows), ...againstManifest(each)]),
    ...cycles(packages),
  ];
}

function againstArrows({ name, imports, declared }: PackageFacts, arrows: Arrows): string[] {
  const allowed = arrows[name];
  if (allowed === undefined) return [`${name} is missing from the arrows`];
  const forbidden = (from: string): boolean =>
    from.startsWith(SCOPE) && from !== SCOPE + name && !allowed.includes(from.slice(SCOPE.length));
  return [
    ...imports.filter(({ from }) => forbidden(from)).map(({ file, from }) => `${file} imports ${from}`),
    ...declared.filter(forbidden).map((from) => `${name} depends on ${from}`),
  ];
}

function againstManifest({ name, imports, declared, readme }: PackageFacts): string[] {
  const used = new Set(imports.map(({ from }) => from).filter((from) => from !== SCOPE + name));
  return [
    ...[...used]
      .filter((from) => !declared.includes(from))
      .map((from) => `${name} imports ${from} but does not declare it`),
    ...declared
      .filter((from) => !used.has(from))
      .map((from) => `${name} declares ${from} but does not import it`),
    ...declared
      .filter((from) => !readme.includes(from))
      .map((from) => `the README of ${name} does not name ${from}`),
  ];
}

function cycles(packages: readonly PackageFacts[]): string[] {
  const edges = new Map(
    packages.map(({ name, imports }) => [
      name,
      new Set(
        imports.filter(({ from }) => from.startsWith(SCOPE)).map(({ from }) => from.slice(SCOPE.length)),
      ),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) {
      found.push(`cycle: ${[...trail.slice(trail.indexOf(name)), name].join(' -> ')}`);
      return;
    }
    if (done.has(name)) return;
    for (const next of edges.get(name) ?? []) if (next !== name) walk(next, [...trail, name]);
    done.add(name);
  };
  for (const { name } of packages) walk(name, []);
  return found;
}
