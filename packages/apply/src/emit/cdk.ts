import { expectEmitting } from '../check-given.ts';
import type { Stack } from '../stack.ts';
import { after, call, type Code, list, literal, object, quote, write } from '../source/code.ts';
import { identifiers } from '../source/identifiers.ts';
import { emitCloudFormation } from './cloudformation.ts';
import { isList } from './is-list.ts';
import type { TemplateResource, TemplateValue } from './template-resources.ts';
import type { EmitOptions } from './trust-order.ts';

/** What may be said of the source beside the stack. */
export interface SourceOptions extends EmitOptions {
  /** The name of the class; made of the stack's unless said otherwise. */
  readonly className?: string;
}

/**
 * A stack as the TypeScript source of a construct for the AWS CDK, which synthesises to the template of
 * `emitCloudFormation`: the same logical ids, documents as they are. It is made of the constructs that stand for a
 * resource each, because `PolicyDocument.fromJson` and those above it rewrite documents and drop their Id and Version.
 *
 * @returns a module that exports one class, to be made with a `Stack` as its scope: `new MlTeam(stack)`
 * @throws LeastwiseError `NOT_EXPRESSIBLE` as `emitCloudFormation` does
 */
export function emitCdk(stack: Stack, options: SourceOptions = {}): string {
  expectEmitting(stack, options, 'className');
  const { className = pascalCase(stack.name), ...rest } = options;
  const { Resources } = emitCloudFormation(stack, rest);
  const name = identifiers(['iam', 'scope', 'Stack', className]);
  const constants = new Map(Object.keys(Resources).map((id) => [id, name(id)]));
  const constantOf = (id: string): string => constants.get(id) ?? id;
  const statements = Object.entries(Resources).map(([id, resource]) =>
    statementOf(id, resource, constantOf, Resources),
  );
  return `// Made by leastwise from the stack ${stack.name}.
import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** IAM of the stack ${stack.name}. */
export class ${className} {
  constructor(scope: Stack) {
${statements.join('\n')}
  }
}
`;
}

function statementOf(
  id: string,
  { Type, Properties, DependsOn = [] }: TemplateResource,
  constantOf: (id: string) => string,
  all: Readonly<Record<string, TemplateResource>>,
): string {
  const members = Object.entries(Properties).map(
    ([property, value]) => [lowerFirst(property), codeOf(value, constantOf)] as const,
  );
  const construct = call(
    `new iam.Cfn${Type.slice('AWS::IAM::'.length)}`,
    ...['scope', quote(id), object(members)],
  );
  const named = DependsOn.length > 0 || isReferredTo(id, all);
  const made = named ? after(`const ${constantOf(id)} = `, construct) : construct;
  const dependencies = DependsOn.map((other) => `    ${constantOf(id)}.addDependency(${constantOf(other)});`);
  return [`    ${write(made, 4, 1)};`, ...dependencies].join('\n');
}

function isReferredTo(id: string, all: Readonly<Record<string, TemplateResource>>): boolean {
  return Object.values(all).some(
    ({ Properties, DependsOn = [] }) =>
      DependsOn.includes(id) || Object.values(Properties).some((value) => refersTo(value, id)),
  );
}

function refersTo(value: TemplateValue, id: string): boolean {
  if (isList(value)) return value.some((each) => refersTo(each, id));
  return typeof value === 'object' && 'Ref' in value && value.Ref === id;
}

function codeOf(value: TemplateValue, constantOf: (id: string) => string): Code {
  if (typeof value !== 'object') return literal(value);
  if (isList(value)) return list(value.map((each) => codeOf(each, constantOf)));
  if ('Ref' in value) return `${constantOf(value.Ref)}.ref`;
  if ('Key' in value) return literal({ key: value.Key, value: value.Value });
  return literal(value);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Stack names begin with a letter or a digit. */
function pascalCase(name: string): string {
  const joined = name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return /^\d/.test(joined) ? `Stack${joined}` : joined;
}
