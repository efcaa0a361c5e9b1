import type { ServiceId } from './services.ts';

/** What a member's value must keep to, beyond its type. The SDK's schemas do not say it. */
export interface Constraint {
  /** Least and greatest length of a text, or value of a number. */
  readonly from?: number;
  readonly to?: number;
  readonly pattern?: RegExp;
  readonly oneOf?: readonly string[];
}

const NAME = /^[\w+=,.@-]+$/;
const ARN: Constraint = { from: 20, to: 2048 };
const DOCUMENT: Constraint = { from: 1, to: 131_072 };
const IAM_TEXT = /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/;
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const PASSWORD = /^[\t\n\r\u0020-\u00FF]+$/;
const CONTEXT_TYPES = ['string', 'numeric', 'boolean', 'ip', 'binary', 'date'].flatMap((type) => [
  type,
  `${type}List`,
]);

const TAGS: Readonly<Record<string, Constraint>> = {
  'Tag.Key': { from: 1, to: 128, pattern: TAG_TEXT },
  'Tag.Value': { from: 0, to: 256, pattern: TAG_TEXT },
};

/**
 * By service, then by the member's name; an entry `Structure.Member` goes before `Member`.
 * From the request parameters of the API references:
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
 */
export const CONSTRAINTS: Readonly<Record<ServiceId, Readonly<Record<string, Constraint>>>> = {
  iam: {
    ...TAGS,
    UserName: { from: 1, to: 128, pattern: NAME },
    'CreateUserRequest.UserName': { from: 1, to: 64, pattern: NAME },
    NewUserName: { from: 1, to: 64, pattern: NAME },
    RoleName: { from: 1, to: 64, pattern: NAME },
    GroupName: { from: 1, to: 128, pattern: NAME },
    NewGroupName: { from: 1, to: 128, pattern: NAME },
    PolicyName: { from: 1, to: 128, pattern: NAME },
    Path: { from: 1, to: 512, pattern: /^\/([\u0021-\u007E]+\/)?$/ },
    NewPath: { from: 1, to: 512, pattern: /^\/([\u0021-\u007E]+\/)?$/ },
    PathPrefix: { from: 1, to: 512, pattern: /^\/[\u0021-\u007E]*$/ },
    PolicyArn: ARN,
    PermissionsBoundary: ARN,
    PolicyDocument: DOCUMENT,
    AssumeRolePolicyDocument: DOCUMENT,
    Description: { from: 0, to: 1000, pattern: IAM_TEXT },
    MaxSessionDuration: { from: 3600, to: 43_200 },
    VersionId: { pattern: /^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/ },
    AccessKeyId: { from: 16, to: 128, pattern: /^\w+$/ },
    Status: { oneOf: ['Active', 'Inactive'] },
    MaxItems: { from: 1, to: 1000 },
    Marker: { from: 1 },
    InstanceProfileName: { from: 1, to: 128, pattern: NAME },
    Password: { from: 1, to: 128, pattern: PASSWORD },
    OldPassword: { from: 1, to: 128, pattern: PASSWORD },
    NewPassword: { from: 1, to: 128, pattern: PASSWORD },
    MinimumPasswordLength: { from: 6, to: 128 },
    MaxPasswordAge: { from: 1, to: 1095 },
    PasswordReusePrevention: { from: 1, to: 24 },
    VirtualMFADeviceName: { from: 1, to: 226, pattern: NAME },
    SerialNumber: { from: 9, to: 256, pattern: /^[\w+=/:,.@-]+$/ },
    AuthenticationCode1: { from: 6, to: 6, pattern: /^\d+$/ },
    AuthenticationCode2: { from: 6, to: 6, pattern: /^\d+$/ },
    AssignmentStatus: { oneOf: ['Assigned', 'Unassigned', 'Any'] },
    OpenIDConnectProviderArn: ARN,
    Url: { from: 1, to: 255 },
    ThumbprintList: { from: 40, to: 40, pattern: /^[0-9A-Fa-f]+$/ },
    ClientIDList: { from: 1, to: 255 },
    ClientID: { from: 1, to: 255 },
    SAMLProviderArn: ARN,
    'CreateSAMLProviderRequest.Name': { from: 1, to: 128, pattern: /^[\w._-]+$/ },
    SAMLMetadataDocument: { from: 1000, to: 10_000_000 },
    AssertionEncryptionMode: { oneOf: ['Required', 'Allowed'] },
    AWSServiceName: { from: 1, to: 128, pattern: NAME },
    CustomSuffix: { from: 1, to: 64, pattern: NAME },
    DeletionTaskId: { from: 1, to: 1000 },
    AccountAlias: { from: 3, to: 63, pattern: /^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$/ },
    JobId: { from: 36, to: 36 },
    Granularity: { oneOf: ['SERVICE_LEVEL', 'ACTION_LEVEL'] },
    ServiceNamespace: { from: 1, to: 64, pattern: /^[\w-]*$/ },
    'GenerateServiceLastAccessedDetailsRequest.Arn': ARN,
    PolicySourceArn: ARN,
    ActionNames: { from: 3, to: 128 },
    PolicyInputList: DOCUMENT,
    PermissionsBoundaryPolicyInputList: DOCUMENT,
    ServiceControlPolicyInputList: DOCUMENT,
    ResourcePolicy: DOCUMENT,
    ContextKeyName: { from: 5, to: 256 },
    ContextKeyType: { oneOf: CONTEXT_TYPES },
    Scope: { oneOf: ['All', 'AWS', 'Local'] },
    PolicyUsageFilter: { oneOf: ['PermissionsPolicy', 'PermissionsBoundary'] },
    EntityFilter: { oneOf: ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] },
    Filter: { oneOf: ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] },
  },
  sts: {
    ...TAGS,
    RoleArn: ARN,
    RoleSessionName: { from: 2, to: 64, pattern: /^[\w+=,.@-]*$/ },
    DurationSeconds: { from: 900, to: 43_200 },
    'GetSessionTokenRequest.DurationSeconds': { from: 900, to: 129_600 },
    'GetFederationTokenRequest.DurationSeconds': { from: 900, to: 129_600 },
    'GetFederationTokenRequest.Name': { from: 2, to: 32, pattern: /^[\w+=,.@-]*$/ },
    Policy: { from: 1, to: 2048, pattern: IAM_TEXT },
    'PolicyDescriptorType.arn': ARN,
    SerialNumber: { from: 9, to: 256, pattern: /^[\w+=/:,.@-]*$/ },
    TokenCode: { from: 6, to: 6, pattern: /^\d*$/ },
    SourceIdentity: { from: 2, to: 64, pattern: /^[\w+=,.@-]*$/ },
    TransitiveTagKeys: { from: 1, to: 128, pattern: TAG_TEXT },
    PrincipalArn: ARN,
    SAMLAssertion: { from: 4, to: 100_000 },
    WebIdentityToken: { from: 4, to: 20_000 },
    ExternalId: { from: 2, to: 1224, pattern: /^[\w+=,.@:/-]*$/ },
    AccessKeyId: { from: 16, to: 128, pattern: /^\w*$/ },
  },
  secretsmanager: {
    'Tag.Key': { from: 1, to: 128 },
    'Tag.Value': { from: 0, to: 256 },
    Name: { from: 1, to: 512 },
    SecretId: { from: 1, to: 2048 },
    ClientRequestToken: { from: 32, to: 64 },
    VersionId: { from: 32, to: 64 },
    MoveToVersionId: { from: 32, to: 64 },
    RemoveFromVersionId: { from: 32, to: 64 },
    VersionStage: { from: 1, to: 256 },
    VersionStages: { from: 1, to: 256 },
    SecretString: { from: 1, to: 65_536 },
    SecretBinary: { from: 1, to: 65_536 },
    Description: { from: 0, to: 2048 },
    KmsKeyId: { from: 0, to: 2048 },
    MaxResults: { from: 1, to: 100 },
    PasswordLength: { from: 1, to: 4096 },
    ExcludeCharacters: { from: 0, to: 4096 },
    SortOrder: { oneOf: ['asc', 'desc'] },
    SortBy: { oneOf: ['created-date', 'last-accessed-date', 'last-changed-date', 'name'] },
    ResourcePolicy: { from: 1, to: 20_480 },
    RotationLambdaARN: { from: 0, to: 2048 },
    AutomaticallyAfterDays: { from: 1, to: 1000 },
    ScheduleExpression: { from: 1, to: 256, pattern: /^[0-9A-Za-z()#?*\-/, ]+$/ },
    Duration: { from: 2, to: 3, pattern: /^[0-9h]+$/ },
    'BatchGetSecretValueRequest.MaxResults': { from: 1, to: 20 },
    'Filter.Key': {
      oneOf: ['description', 'name', 'tag-key', 'tag-value', 'primary-region', 'owning-service', 'all'],
    },
  },
  s3: {},
  tagging: {
    Key: { from: 1, to: 128 },
    Values: { from: 0, to: 256 },
    ResourcesPerPage: { from: 1, to: 100 },
    TagsPerPage: { from: 100, to: 500 },
    ResourceTypeFilters: { from: 0, to: 256 },
    ResourceARNList: { from: 1, to: 1011 },
    PaginationToken: { from: 0, to: 2048 },
  },
};
