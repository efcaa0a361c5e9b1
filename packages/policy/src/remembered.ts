/** The same function, which does its work once for each text; after a thousand texts, for each new one anew. */
export function remembered<Made extends object | string>(
  make: (text: string) => Made,
): (text: string) => Made {
  const made = new Map<string, Made>();
  return (text) => {
    let known = made.get(text);
    if (!known) {
      known = make(text);
      if (made.size < 1_000) made.set(text, known);
    }
    return known;
  };
}
