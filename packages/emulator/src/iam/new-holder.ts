import type { Context } from '../context.ts';
import type { PolicyHolder } from '../state.ts';
import { iamArn } from './entities.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const PREFIXES = { user: 'AIDA', group: 'AGPA', role: 'AROA' } as const;

/** A new user, group or role, as far as they are alike. */
export function newHolder(
  context: Context,
  kind: keyof typeof PREFIXES,
  name: string,
  path: string = '/',
): PolicyHolder {
  return {
    name,
    id: context.ids.unique(PREFIXES[kind]),
    arn: iamArn(context, kind, path, name),
    path,
    created: context.now,
    attached: [],
    inline: new Map(),
  };
}
