import { freeze } from '@leastwise/core';
import { expectEmitting } from '../check-given.ts';
import type { Stack } from '../stack.ts';
import { refuse } from './refuse.ts';
import { resolved, tooMany, unsayable } from './template-limits.ts';
import { type TemplateResource, templateResources } from './template-resources.ts';
import { type EmitOptions, trustCircles } from './trust-order.ts';

/** A CloudFormation template, as plain frozen data: `JSON.stringify` makes the file. */
export interface CloudFormationTemplate {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

/**
 * A stack as a CloudFormation template. Documents stand in it as they are; entities of the stack refer to each other by
 * `Ref`. It names what it makes, so it is deployed with `CAPABILITY_NAMED_IAM`.
 *
 * @throws LeastwiseError `NOT_EXPRESSIBLE`, which names everything that CloudFormation has no property for: tags of policies and
 * instance profiles, first passwords, the account's alias and password policy, instance profiles without a role, `removed`,
 * roles that trust each other in a circle
 * @example
 * ```ts
 * import { managedPolicy, stack } from '@leastwise/apply';
 * import { emitCloudFormation } from '@leastwise/apply/emit';
 * import { s3 } from '@leastwise/aws/s3';
 * import { allow, policy } from '@leastwise/policy';
 *
 * const read = managedPolicy('read-data', policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*'))));
 * const template = emitCloudFormation(stack('ml-team', { policies: [read] }));
 * console.log(template.Resources['PolicyReadData']?.Type);
 * ```
 * ```text
 * AWS::IAM::ManagedPolicy
 * ```
 */
export function emitCloudFormation(stack: Stack, options: EmitOptions = {}): CloudFormationTemplate {
  expectEmitting(stack, options);
  const resources = templateResources(stack, options);
  refuse('CloudFormation', [
    ...unsayable(stack),
    ...trustCircles(stack, options),
    ...resolved(resources),
    ...tooMany(resources),
  ]);
  return freeze({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `IAM of the stack ${stack.name}`,
    Resources: Object.fromEntries(resources),
  });
}
