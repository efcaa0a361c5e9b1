/** What is used of a package that ships no types. */
declare module 'pbac' {
  export default class PBAC {
    constructor(policies: readonly object[], options?: { readonly validateSchema?: boolean });
    evaluate(request: {
      readonly action: string;
      readonly resource: string;
      readonly context: Readonly<Record<string, unknown>>;
    }): boolean;
  }
}
