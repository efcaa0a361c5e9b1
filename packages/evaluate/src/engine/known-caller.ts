import { type Caller, everyBucket, readCaller } from '../input/caller.ts';
import type { AccessRequest } from '../request.ts';

/** A caller with the texts that principals and resources are compared with, made once. */
export interface KnownCaller extends Caller {
  readonly rootArn: string;
  /** `partition:account:name`, by which a session is known to principals that name its role. */
  readonly roleInAccount: string;
  /** What s3:ListAllMyBuckets asks for. */
  readonly everyBucket: string;
}

interface Remembered {
  readonly roleArn: string | undefined;
  readonly userId: string | undefined;
  readonly federatedBy: string | undefined;
  readonly caller: KnownCaller;
}

/** More callers than take turns; beyond it the memory starts over. */
const REMEMBERED = 1024;

/** Gives callers taken apart. Requests come in runs of a few callers, and taking an ARN apart costs more than a decision. */
export function rememberCallers(): (principal: AccessRequest['principal']) => KnownCaller {
  const remembered = new Map<string, Remembered>();
  return (principal) => {
    const known = remembered.get(typeof principal === 'string' ? principal : arnOf(principal));
    if (known !== undefined && isSame(known, principal)) return known.caller;
    const caller = knownCaller(readCaller(principal));
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(caller.text, { ...describe(principal), caller });
    return caller;
  };
}

/** Whatever came instead of a caller is refused where callers are read. */
function arnOf(principal: { readonly arn: string } | null | undefined): string {
  return principal?.arn ?? '';
}

function isSame(known: Remembered, principal: AccessRequest['principal']): boolean {
  if (typeof principal === 'string')
    return known.roleArn === undefined && known.userId === undefined && known.federatedBy === undefined;
  return (
    known.roleArn === principal.roleArn &&
    known.userId === principal.userId &&
    known.federatedBy === principal.federatedBy
  );
}

function describe(principal: AccessRequest['principal']): Omit<Remembered, 'caller'> {
  if (typeof principal === 'string') return { roleArn: undefined, userId: undefined, federatedBy: undefined };
  const { roleArn, userId, federatedBy } = principal;
  return { roleArn, userId, federatedBy };
}

function knownCaller(caller: Caller): KnownCaller {
  const { partition, account = '', name } = caller;
  return {
    ...caller,
    rootArn: `arn:${partition}:iam::${account}:root`,
    roleInAccount: `${partition}:${account}:${name}`,
    everyBucket: everyBucket(partition),
  };
}
