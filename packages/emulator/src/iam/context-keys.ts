import type { StatementJson } from '@leastwise/policy';
import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { checkDocument } from './documents.ts';
import { parseDocument } from './policies-of.ts';
import { policiesOfSource } from './simulated-principal.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html */
export function getContextKeysForCustomPolicy(
  input: iam.GetContextKeysForCustomPolicyRequest,
): iam.GetContextKeysForPolicyResponse {
  return { ContextKeyNames: keysOf(checked(input.PolicyInputList)) };
}

export function getContextKeysForPrincipalPolicy(
  input: iam.GetContextKeysForPrincipalPolicyRequest,
  context: Context,
): iam.GetContextKeysForPolicyResponse {
  const { policies, boundaries } = policiesOfSource(input.PolicySourceArn, context);
  const texts = [...policies, ...boundaries].map(({ text }) => text);
  return { ContextKeyNames: keysOf([...texts, ...checked(input.PolicyInputList ?? [])]) };
}

function checked(texts: readonly string[]): readonly string[] {
  for (const text of texts) checkDocument(text, 'identity', 'InvalidInput');
  return texts;
}

/** Each key once, in the case in which it is written first. */
function keysOf(texts: readonly string[]): string[] {
  const keys = new Map<string, string>();
  for (const text of texts) {
    const { Statement } = parseDocument(text);
    const statements: readonly StatementJson[] = [Statement].flat();
    for (const key of statements.flatMap((statement) => [
      ...conditionKeys(statement),
      ...variables(statement),
    ])) {
      if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
    }
  }
  return [...keys.values()];
}

function conditionKeys({ Condition = {} }: StatementJson): string[] {
  return Object.values(Condition).flatMap((block) => Object.keys(block));
}

/** The keys of variables such as `${aws:username}`, with or without a default; `${*}`, `${?}` and `${$}` are characters. */
function variables({ Resource = [], NotResource = [], Condition = {} }: StatementJson): string[] {
  const texts = JSON.stringify([Resource, NotResource, Condition]);
  return Array.from(texts.matchAll(/\$\{\s*([\w-]+:[^},\s]+)/g), ([, key = '']) => key);
}
