import type { Kind, Mistake } from './mistakes.ts';

/**
 * A library, and each mistake as its user would most naturally make it. A program is the rest of a module after the
 * prelude; it exports what it built as `document`.
 */
export interface Peer {
  /** As the table names it. */
  readonly title: string;
  /** The package whose version the table gives. */
  readonly package: string;
  readonly prelude: string;
  /** The library's own validator of a finished document: an expression that gives a list of problems. */
  readonly validate?: Readonly<Record<Kind, string>>;
  readonly programs: Readonly<Record<Mistake, Programs>>;
}

export interface Programs {
  /** The same program without the mistake. It must compile, run and be found valid, or the wrong one proves nothing. */
  readonly right: string;
  /** Several where a mistake has several forms: the library is credited with what it does about all of them. */
  readonly wrong: string | readonly string[];
}
