/** Keys that hold one value, and so can stand in a policy as a variable. */
export interface SingleValued<Key extends string> {
  /**
   * The key as a policy variable, `${aws:username}`: AWS puts the request's value in its place. It works in the resource
   * part of an ARN and in what string and ARN operators compare with, and is plain text everywhere else.
   * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
   */
  readonly variable: `\${${Key}}`;
  /** The same with what to take where the request does not carry the key: `${aws:PrincipalTag/team, 'none'}` */
  variableOr<const Default extends string>(fallback: Default): `\${${Key}, '${Default}'}`;
}

/** A text that holds the beginning of a policy variable. */
export type WithVariable = `${string}\${${string}`;

const WHOLE = /^\$\{(?:[*?$]|[\w.-]+(?:\/[\w.-]+)*:[^\s{}',]+(?:, *'[^']*')?)\}/;

/** What is wrong with the policy variables of a text, `undefined` where nothing is. */
export function wrongVariable(text: string): string | undefined {
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at + 1)) {
    if (WHOLE.test(text.slice(at))) continue;
    const found = text.slice(at, at + 40);
    const end = found.indexOf('}') + 1;
    return end > 0
      ? `\`${found.slice(0, end)}\` is no policy variable: write a condition key between the braces, or use literal(...)`
      : `the policy variable at \`${found}\` has no closing brace`;
  }
  return undefined;
}
