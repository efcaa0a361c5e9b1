/** How IAM reads a pattern, as far as presets use it: wildcards, and the three variables that mean plain characters. */
export function matches(pattern: string, text: string): boolean {
  return regularExpression(pattern).test(text);
}

/** The wildcards of a pattern, and whatever begins a variable that is not one of the three. */
export function wildcardsOf(pattern: string): string {
  return (pattern.replaceAll(/\$\{[*?$]\}/g, '').match(/[*?$]/g) ?? []).join('');
}

function regularExpression(pattern: string): RegExp {
  const source = [...pattern.matchAll(/\$\{([*?$])\}|([\s\S])/g)].map(([, variable, character = '']) => {
    if (variable !== undefined) return `\\${variable}`;
    if (character === '*') return '[\\s\\S]*';
    if (character === '?') return '[\\s\\S]';
    return character.replace(/[\\^$.|?*+()[\]{}/]/, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}
