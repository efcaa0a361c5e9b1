import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { checkDocument } from '../iam/documents.ts';
import { Refusal } from '../protocol/refusal.ts';
import { isPublic } from '../public-policy.ts';
import { currentText, type ResourcePolicy, resourcePolicy } from '../resource-policy.ts';
import { findLiveSecret, findWritableSecret } from './find.ts';

const MALFORMED = 'MalformedPolicyDocumentException';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html */
export function putResourcePolicy(
  input: sm.PutResourcePolicyRequest,
  context: Context,
): sm.PutResourcePolicyResponse {
  const secret = findWritableSecret(context, input.SecretId);
  const policy = checkedPolicy(input.ResourcePolicy, context);
  if (input.BlockPublicPolicy === true && isPublic(input.ResourcePolicy)) throw publicPolicy();
  secret.policy = policy;
  return { ARN: secret.arn, Name: secret.name };
}

export function getResourcePolicy(
  input: sm.GetResourcePolicyRequest,
  context: Context,
): sm.GetResourcePolicyResponse {
  const { arn, name, policy } = findLiveSecret(context, input.SecretId);
  return { ARN: arn, Name: name, ResourcePolicy: policy && currentText(context.cloud, policy) };
}

export function deleteResourcePolicy(
  input: sm.DeleteResourcePolicyRequest,
  context: Context,
): sm.DeleteResourcePolicyResponse {
  const secret = findWritableSecret(context, input.SecretId);
  secret.policy = undefined;
  return { ARN: secret.arn, Name: secret.name };
}

/** Says what would be wrong with a policy, without keeping it. */
export function validateResourcePolicy(
  input: sm.ValidateResourcePolicyRequest,
  context: Context,
): sm.ValidateResourcePolicyResponse {
  if (input.SecretId !== undefined) findLiveSecret(context, input.SecretId);
  try {
    checkedPolicy(input.ResourcePolicy, context);
    if (isPublic(input.ResourcePolicy)) throw publicPolicy();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      PolicyValidationPassed: false,
      ValidationErrors: [{ CheckName: error.code, ErrorMessage: error.message }],
    };
  }
  return { PolicyValidationPassed: true, ValidationErrors: [] };
}

function checkedPolicy(text: string, context: Context): ResourcePolicy {
  checkDocument(text, 'resource', MALFORMED);
  return resourcePolicy(context, text, MALFORMED);
}

function publicPolicy(): Refusal {
  return new Refusal(
    'PublicPolicyException',
    "This resource policy is public. You can't attach a policy that grants broad access to the secret.",
  );
}
