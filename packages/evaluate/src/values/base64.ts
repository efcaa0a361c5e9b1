const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Decodes base64 into a text of one character a byte, so that two spellings of the same bytes compare as equal. Padding may be
 * left out; what is no base64 gives nothing.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals
 */
export function readBase64(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.replace(/={1,2}$/, '');
  if (text.length % 4 === 1 || (text.length !== value.length && value.length % 4 !== 0)) return undefined;
  let bytes = '';
  let bits = 0;
  let count = 0;
  for (const character of text) {
    const six = ALPHABET.indexOf(character);
    if (six < 0) return undefined;
    bits = ((bits << 6) | six) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += String.fromCharCode((bits >> count) & 0xff);
    }
  }
  return bytes;
}
