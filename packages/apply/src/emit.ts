export { type CloudFormationTemplate, emitCloudFormation } from './emit/cloudformation.ts';
export type { TemplateResource, TemplateValue } from './emit/template-resources.ts';
export { emitStackSet, type StackSetOptions, type StackSetTemplate } from './emit/stack-set.ts';
export { emitTerraform, type TerraformConfiguration, type TerraformValue } from './emit/terraform.ts';
export { emitCdk, type SourceOptions } from './emit/cdk.ts';
export { emitPulumi } from './emit/pulumi.ts';
export type { ProviderOptions } from './emit/provider-resources.ts';
export type { EmitOptions } from './emit/trust-order.ts';
