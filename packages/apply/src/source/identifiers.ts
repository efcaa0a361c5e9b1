/** Gives names to what a program declares: each once, none that is taken, the same in every run. */
export function identifiers(taken: readonly string[] = []): (...words: readonly string[]) => string {
  const used = new Set([...RESERVED, ...taken]);
  return (...words) => {
    const plain = camelCase(words.join(' '));
    let name = plain;
    for (let i = 2; used.has(name); i++) name = `${plain}${i}`;
    used.add(name);
    return name;
  };
}

function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = words
    .map((word, i) => (i === 0 ? lowerFirst(word) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  return /^[A-Za-z]/.test(joined) ? joined : `_${joined}`;
}

/** `AMLPackt` is `amlPackt`. */
function lowerFirst(word: string): string {
  return word.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+(?=$|\d)|^[A-Z]/, (capitals) => capitals.toLowerCase());
}

/** What no constant of a module may be called. */
const RESERVED: readonly string[] =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  );
