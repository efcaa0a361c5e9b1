export { samlRole, type SamlRoleParameters } from './saml-role.ts';
export { githubActionsRole, type GithubActionsRoleParameters } from './github-actions-role.ts';
export { gitlabRole, type GitlabRoleParameters } from './gitlab-role.ts';
export { serviceAccountRole, type ServiceAccountRoleParameters } from './service-account-role.ts';
export { podRole, type PodRoleParameters } from './pod-role.ts';
export { permissionSetRole, type PermissionSetRoleParameters } from './permission-set-role.ts';
export type { FederatedRoleParameters } from './federated-role.ts';
