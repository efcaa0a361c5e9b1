/** An address as its bits: 32 of IPv4, 128 of IPv6. */
export interface IpAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** The addresses whose leading bits are those of `value`. */
export interface IpRange extends IpAddress {
  /** How many trailing bits are free. */
  readonly free: bigint;
}

/** Reads an IPv4 or IPv6 address. */
export function readIp(value: unknown): IpAddress | undefined {
  if (typeof value !== 'string' || value.length > 45) return undefined;
  return value.includes(':') ? readIpv6(value) : readIpv4(value);
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
  if (length === undefined) return { ...address, free: 0n };
  if (!/^\d{1,3}$/.test(length) || Number(length) > address.bits) return undefined;
  return { ...address, free: BigInt(address.bits - Number(length)) };
}

/** Whether the address lies in the range. An IPv4 address lies in no range of IPv6, not even as a mapped one. */
export function isWithin(address: IpAddress, range: IpRange): boolean {
  return address.bits === range.bits && address.value >> range.free === range.value >> range.free;
}

function readIpv4(text: string): IpAddress | undefined {
  const parts = text.split('.');
  // A leading zero is read as octal by some and as decimal by others.
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return { bits: 32, value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) };
}

function readIpv6(text: string): IpAddress | undefined {
  const halves = text.split('::').map(groupsOf);
  const [head, tail] = halves;
  if (head === undefined || halves.length > 2) return undefined;
  const given = head.length + (tail?.length ?? 0);
  // `::` stands for one group of zeros or more.
  if (tail === undefined ? given !== 8 : given > 7) return undefined;
  const groups = tail === undefined ? head : [...head, ...Array<string>(8 - given).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) };
}

/** The groups of half an IPv6 address; an IPv4 address at its end counts as two. */
function groupsOf(text: string): readonly string[] {
  if (text === '') return [];
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  const embedded = last.includes('.') ? readIpv4(last) : undefined;
  if (embedded === undefined) return groups;
  return [
    ...groups.slice(0, -1),
    (embedded.value >> 16n).toString(16),
    (embedded.value & 0xffffn).toString(16),
  ];
}
