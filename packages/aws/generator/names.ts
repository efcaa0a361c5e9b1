export function pascalCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words that cannot be the name of a constant or of a parameter. */
const RESERVED = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}
