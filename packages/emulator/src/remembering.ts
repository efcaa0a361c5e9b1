/**
 * A function that makes each thing once and then remembers it. What is made must follow from the text alone, so that nothing that is
 * remembered can be out of date; once there are `most`, the memory starts over, so that no stream of texts can fill it.
 */
export function remembering<Made>(most: number, make: (text: string) => Made): (text: string) => Made {
  const made = new Map<string, Made>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    if (made.size >= most) made.clear();
    made.set(text, fresh);
    return fresh;
  };
}
