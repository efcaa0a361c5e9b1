import type { Service } from '../protocol/services.ts';
import type { ServiceTable, Type } from '../protocol/table.ts';
import type { Members } from '../protocol/wire.ts';

const HIDDEN = '***';

/** One-time codes and tokens that AWS does not mark as sensitive. */
const SECRET_NAMES = /^(TokenCode|AuthenticationCode\d?|WebIdentityToken|SAMLAssertion|PrivateKey)$/;

/** What a request asked for, without what must not be in a log. */
export function recordable(input: Members, structure: string | null, service: Service): Members {
  if (structure === null) return {};
  // What is stored in S3 can be anything, and headers can hold keys.
  if (service.protocol === 's3') return { bucket: input['bucket'], key: input['key'] };
  return members(input, structure, service.table);
}

function members(input: Members, structure: string, table: ServiceTable): Members {
  const types = table.structures[structure]?.members ?? {};
  const recorded: Record<string, unknown> = {};
  // Unlike Object.entries, this makes no lists.
  for (const name in input) {
    const [each, type] = [input[name], types[name]];
    if (each === undefined) continue;
    recorded[name] = type && !SECRET_NAMES.test(name) ? value(each, type, table) : HIDDEN;
  }
  return recorded;
}

function value(each: unknown, type: Type, table: ServiceTable): unknown {
  if (type.sensitive || type.type === 'blob') return HIDDEN;
  if (type.type === 'structure') return isMembers(each) ? members(each, type.name, table) : HIDDEN;
  if (type.type === 'list') {
    return Array.isArray(each) ? each.map((item) => value(item, type.of, table)) : HIDDEN;
  }
  if (type.type === 'map') {
    if (!isMembers(each)) return HIDDEN;
    return Object.fromEntries(Object.entries(each).map(([key, item]) => [key, value(item, type.of, table)]));
  }
  return each;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
