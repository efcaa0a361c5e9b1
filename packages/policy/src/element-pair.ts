import type { Step } from './json-source.ts';
import { members, type Members, type Refuse, type ShapeProblem, show, texts } from './shape-values.ts';

const PRINCIPAL_KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** An element and its negation, of which a statement may hold one. */
export class ElementPair {
  /** The one that the statement holds. */
  readonly element: string | undefined;
  readonly #value: unknown;
  readonly #path: readonly Step[];
  readonly #refuse: Refuse;

  constructor(statement: Members, path: readonly Step[], yes: string, no: string, refuse: Refuse) {
    if (statement[yes] !== undefined && statement[no] !== undefined)
      refuse({
        code: 'UNSUPPORTED_ELEMENT_COMBINATION',
        path: [...path, no],
        what: `\`${yes}\` and \`${no}\` stand in one statement`,
        hint: 'keep one, or make two statements',
      });
    this.element = statement[yes] !== undefined ? yes : statement[no] !== undefined ? no : undefined;
    this.#value = this.element === undefined ? undefined : statement[this.element];
    this.#path = path;
    this.#refuse = refuse;
  }

  mustStand(problem: Omit<ShapeProblem, 'path'>): void {
    if (this.element === undefined) this.#refuse({ ...problem, path: this.#path });
  }

  mustBeAnyone(what: string): void {
    const { element } = this;
    if (element === undefined || (element === 'Principal' && this.#value === '*')) return;
    this.#refuse({
      code: 'UNSUPPORTED_PRINCIPAL',
      path: [...this.#path, element],
      what,
      hint: 'write "Principal": "*"',
    });
  }

  refuseEffect(what: string): void {
    this.#refuse({
      code: 'UNSUPPORTED_EFFECT',
      path: [...this.#path, 'Effect'],
      what,
      hint: 'write "Effect": "Deny"',
    });
  }

  mustNotStand(what: string, hint: string): void {
    if (this.element !== undefined)
      this.#refuse({ code: 'UNSUPPORTED_ELEMENT', path: [...this.#path, this.element], what, hint });
  }

  /** Whether one of the texts begins with the name of one of the services. */
  speaksOf(services: readonly string[]): boolean {
    return [this.#value]
      .flat()
      .some((item) => services.some((service) => String(item).toLowerCase().startsWith(`${service}:`)));
  }

  each(accepts: (item: string) => boolean, code: string, isNot: string, hint: string): void {
    if (this.element === undefined) return;
    for (const [item, path] of texts(this.#value, [...this.#path, this.element], this.#refuse))
      if (!accepts(item)) this.#refuse({ code, path, what: `${show(item)} ${isNot}`, hint });
  }

  checkPrincipal(): void {
    if (this.element === undefined || this.#value === '*') return;
    const path = [...this.#path, this.element];
    const kinds = members(this.#value, path, 'a principal other than "*"', this.#refuse);
    for (const [kind, value] of Object.entries(kinds)) {
      if (!PRINCIPAL_KINDS.includes(kind))
        this.#refuse({
          code: 'INVALID_PRINCIPAL_KEY',
          path: [...path, kind],
          what: `\`${kind}\` is no kind of principal`,
          hint: `use one of ${PRINCIPAL_KINDS.join(', ')}`,
        });
      texts(value, [...path, kind], this.#refuse);
    }
  }
}
