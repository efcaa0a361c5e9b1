/** An address: the first two groups of sixteen bits are an IPv4 address, all eight an IPv6 one. Read into again and again. */
export interface IpAddress {
  bits: 32 | 128;
  readonly groups: Uint16Array;
}

/** The addresses whose leading bits are those of `address`. */
export interface IpRange {
  readonly address: IpAddress;
  /** How many bits are fixed. */
  readonly fixed: number;
}

export function roomForIp(): IpAddress {
  return { bits: 32, groups: new Uint16Array(8) };
}

/** Reads an IPv4 or IPv6 address. */
export function readIp(value: unknown): IpAddress | undefined {
  const address = roomForIp();
  return readIpInto(address, value) ? address : undefined;
}

/** Reads an address into the place of another, and makes nothing new; false for what is no address. */
export function readIpInto(address: IpAddress, value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 45) return false;
  address.bits = value.includes(':') ? 128 : 32;
  return address.bits === 128 ? readIpv6(value, address.groups) : readIpv4(value, 0, address.groups, 0);
}

/**
 * Reads an address or a CIDR range; an address alone is a range of one.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function readRange(value: unknown): IpRange | undefined {
  if (typeof value !== 'string') return undefined;
  const [text = '', length, ...more] = value.split('/');
  const address = readIp(text);
  if (address === undefined || more.length > 0) return undefined;
  if (length === undefined) return { address, fixed: address.bits };
  if (!/^\d{1,3}$/.test(length) || Number(length) > address.bits) return undefined;
  return { address, fixed: Number(length) };
}

/** Whether the address lies in the range. An IPv4 address lies in no range of IPv6, not even as a mapped one. */
export function isWithin(address: IpAddress, range: IpRange): boolean {
  if (address.bits !== range.address.bits) return false;
  for (let group = 0, left = range.fixed; left > 0; group++, left -= 16) {
    const difference = (address.groups[group] ?? 0) ^ (range.address.groups[group] ?? 0);
    if (left >= 16 ? difference !== 0 : difference >> (16 - left) !== 0) return false;
  }
  return true;
}

const ZERO = 48;
const NINE = 57;
const DOT = 46;
const COLON = 58;

/** Reads four numbers from there to the end of the text. */
function readIpv4(text: string, start: number, groups: Uint16Array, into: number): boolean {
  let at = start;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && text.charCodeAt(at++) !== DOT) return false;
    const first = at;
    let number = 0;
    while (at - first < 4 && text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= NINE)
      number = number * 10 + text.charCodeAt(at++) - ZERO;
    // A leading zero is read as octal by some and as decimal by others.
    if (at === first || number > 255 || (at > first + 1 && text.charCodeAt(first) === ZERO)) return false;
    const group = into + (part >> 1);
    groups[group] = part % 2 === 0 ? number << 8 : (groups[group] ?? 0) | number;
  }
  return at === text.length;
}

function readIpv6(text: string, groups: Uint16Array): boolean {
  let count = 0;
  // How many groups stand before `::`.
  let gap = -1;
  let at = 0;
  if (text.startsWith('::')) {
    gap = 0;
    at = 2;
  }
  while (at < text.length) {
    const end = groupEnd(text, at);
    const isLast = end === text.length;
    if (text.charCodeAt(end) === DOT) {
      // An IPv4 address at the end counts as two groups.
      if (count > 6 || !readIpv4(text, at, groups, count)) return false;
      count += 2;
      break;
    }
    if (count === 8 || end === at || end > at + 4 || !(isLast || text.charCodeAt(end) === COLON))
      return false;
    groups[count++] = hexadecimal(text, at, end);
    at = end + 1;
    if (isLast) break;
    if (text.charCodeAt(at) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      at++;
    } else if (at === text.length) return false;
  }
  if (gap < 0) return count === 8;
  // `::` stands for one group of zeros or more.
  if (count > 7) return false;
  groups.copyWithin(8 - (count - gap), gap, count);
  groups.fill(0, gap, 8 - (count - gap));
  return true;
}

function groupEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && hexadecimalDigit(text.charCodeAt(at)) >= 0) at++;
  return at;
}

function hexadecimal(text: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) number = number * 16 + hexadecimalDigit(text.charCodeAt(at));
  return number;
}

function hexadecimalDigit(code: number): number {
  if (code >= ZERO && code <= NINE) return code - ZERO;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
