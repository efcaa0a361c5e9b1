export { allow, allowAllExcept, anyAction, deny, denyAllExcept, unsafeAction } from './statement-builder.ts';
export {
  permissionsBoundary,
  policy,
  resourceControlPolicy,
  resourcePolicy,
  serviceControlPolicy,
  sessionPolicy,
  trustPolicy,
  vpcEndpointPolicy,
} from './policy.ts';
export { type Arn, arn, type ParsedArn, parseArn, unsafeArn } from './arn.ts';
export { aws, type GlobalKeys } from './global-keys.ts';
export { unsafeKey } from './unsafe-key.ts';
export { type GithubRuns, githubActions, oidc, type OidcKeys } from './federation.ts';
export { type OnBehalfOf, onBehalfOf, withExternalId } from './delegation.ts';
export {
  type BuiltInProvider,
  type Principal,
  type PrincipalKind,
  principal,
  type ServicePrincipals,
  unsafeServicePrincipal,
} from './principal.ts';
export { literal } from './literal.ts';
export { parsePolicy } from './parse-policy.ts';
export { checkPolicy } from './check-policy.ts';
export { print } from './print.ts';
export { normalize, type NormalizeOptions } from './normalize.ts';
export { equals } from './equals.ts';
export { merge } from './merge.ts';
export { size, type PolicySize } from './size.ts';
export { type PolicyHolder, SIZE_LIMITS, type SizeLimit } from './size-limits.ts';
export { split } from './split.ts';
export type { AccessLevel, Action, AnyAction } from './action.ts';
export type { AnyResource, Resource } from './resource.ts';
export type { Condition } from './condition.ts';
export { type CatalogProblem, checkAgainst } from './check-against.ts';
export type { ActionDescription, KnownService, ServiceFacts } from './service-facts.ts';
export type { AnyStatement, Element, IdentityStatement, ResourceStatement, Statement } from './statement.ts';
export {
  type Partition,
  type Region,
  type UnsafePartition,
  unsafePartition,
  type UnsafeRegion,
  unsafeRegion,
} from './places.ts';
export type {
  ConditionBlock,
  ConditionValue,
  Effect,
  IdentityPolicy,
  OneOrMany,
  PermissionsBoundary,
  PolicyDocument,
  PolicyKind,
  PolicyKinds,
  PolicyVersion,
  PrincipalBlock,
  PrincipalMap,
  ResourceControlPolicy,
  ResourcePolicy,
  ServiceControlPolicy,
  SessionPolicy,
  StatementElements,
  StatementJson,
  TrustPolicy,
  VpcEndpointPolicy,
} from './document.ts';
export type {
  Attachment,
  GroupDefinition,
  InstanceProfileDefinition,
  LoginDefinition,
  ManagedPolicyDefinition,
  OidcProviderDefinition,
  PasswordPolicyDefinition,
  RoleDefinition,
  SamlProviderDefinition,
  Tags,
  UserDefinition,
} from './definitions.ts';
