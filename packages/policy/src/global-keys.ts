import type {
  ArnKey,
  BoolKey,
  DateKey,
  IpKey,
  KeyKind,
  NumericKey,
  StringKey,
  StringListKey,
} from './condition-key.ts';
import { keyMember } from './key-member.ts';
import { memberName } from './packing.ts';

/**
 * The condition keys that requests to every service can carry, each with the data type that AWS gives for it; as the page
 * was in 2026-10.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export interface GlobalKeys {
  // the principal
  /** The ARN of the caller; for a session, of its role */
  readonly principalArn: ArnKey<'aws:PrincipalArn'>;
  /** The caller's account */
  readonly principalAccount: StringKey<'aws:PrincipalAccount'>;
  /** The organisation that the caller's account belongs to */
  readonly principalOrgId: StringKey<'aws:PrincipalOrgID'>;
  /** The path of the caller's account in its organisation; one value */
  readonly principalOrgPaths: StringListKey<'aws:PrincipalOrgPaths'>;
  /** Whether an AWS service makes the call with an identity of its own */
  readonly principalIsAwsService: BoolKey<'aws:PrincipalIsAWSService'>;
  /** The name of the service that makes the call */
  readonly principalServiceName: StringKey<'aws:PrincipalServiceName'>;
  /** All names of the service that makes the call */
  readonly principalServiceNamesList: StringListKey<'aws:PrincipalServiceNamesList'>;
  /** `Account`, `User`, `FederatedUser`, `AssumedRole` or `Anonymous` */
  readonly principalType: StringKey<'aws:PrincipalType'>;
  /** The caller's unique id */
  readonly userid: StringKey<'aws:userid'>;
  /** The name of the IAM user; absent for roles */
  readonly username: StringKey<'aws:username'>;
  /** A tag of the caller */
  principalTag<const Tag extends string>(key: Tag): StringKey<`aws:PrincipalTag/${Tag}`>;

  // the session
  /** Whether the caller signed in with MFA. Absent for long-term keys: in a deny use `.ifExists`. */
  readonly multiFactorAuthPresent: BoolKey<'aws:MultiFactorAuthPresent'>;
  /** Seconds since the caller signed in with MFA; absent without MFA */
  readonly multiFactorAuthAge: NumericKey<'aws:MultiFactorAuthAge'>;
  /** When the temporary credentials were issued; absent for long-term keys */
  readonly tokenIssueTime: DateKey<'aws:TokenIssueTime'>;
  /** Whether the caller is a root session that the organisation's management began with `AssumeRoot` */
  readonly assumedRoot: BoolKey<'aws:AssumedRoot'>;
  /** The sign-in that the caller's access token came from, through OAuth: that of `aws login` or of an MCP client */
  readonly signInSessionArn: ArnKey<'aws:SignInSessionArn'>;
  /** The provider through which a federated caller signed in: its ARN, or a name such as `cognito-identity.amazonaws.com` */
  readonly federatedProvider: StringKey<'aws:FederatedProvider'>;
  /** The identity that the first role of a chain was assumed with */
  readonly sourceIdentity: StringKey<'aws:SourceIdentity'>;
  /** The VPC of the EC2 instance that the credentials were delivered to */
  readonly ec2InstanceSourceVpc: StringKey<'aws:Ec2InstanceSourceVpc'>;
  /** The private address of the EC2 instance that the credentials were delivered to */
  readonly ec2InstanceSourcePrivateIpv4: IpKey<'aws:Ec2InstanceSourcePrivateIPv4'>;

  /** The chat channel that the caller's session comes from */
  readonly chatbotSourceArn: ArnKey<'aws:ChatbotSourceArn'>;
  /** The EC2 instance that the caller's credentials were delivered to */
  readonly ec2SourceInstanceArn: ArnKey<'ec2:SourceInstanceArn'>;
  /** The version of the instance metadata service that delivered the credentials: 1.0 or 2.0 */
  readonly ec2RoleDelivery: NumericKey<'ec2:RoleDelivery'>;
  /** The Lambda function that the caller's credentials were delivered to */
  readonly lambdaSourceFunctionArn: ArnKey<'lambda:SourceFunctionArn'>;
  /** The instance that Systems Manager delivered the caller's credentials to */
  readonly ssmSourceInstanceArn: ArnKey<'ssm:SourceInstanceArn'>;
  /** The service that AWS Glue assumed the role for: `glue.amazonaws.com` */
  readonly glueRoleAssumedBy: StringKey<'glue:RoleAssumedBy'>;
  /** The service that issued the credentials of a Glue job: `glue.amazonaws.com` */
  readonly glueCredentialIssuingService: StringKey<'glue:CredentialIssuingService'>;
  /** The CodeBuild build that the caller's credentials were delivered to */
  readonly codebuildBuildArn: ArnKey<'codebuild:BuildArn'>;
  /** The CodeBuild project that the caller's credentials were delivered to */
  readonly codebuildProjectArn: ArnKey<'codebuild:ProjectArn'>;
  /** The id of the caller in the identity store, who signed in through IAM Identity Center */
  readonly identitystoreUserId: StringKey<'identitystore:UserId'>;

  // the network
  /** The caller's public address; absent when the call comes through a VPC endpoint */
  readonly sourceIp: IpKey<'aws:SourceIp'>;
  /** The private address of a call through a VPC endpoint */
  readonly vpcSourceIp: IpKey<'aws:VpcSourceIp'>;
  /** The VPC of a call through a VPC endpoint */
  readonly sourceVpc: StringKey<'aws:SourceVpc'>;
  /** The ARN of the VPC of a call through a VPC endpoint */
  readonly sourceVpcArn: ArnKey<'aws:SourceVpcArn'>;
  /** The VPC endpoint of the call */
  readonly sourceVpce: StringKey<'aws:SourceVpce'>;
  /** The account that owns the VPC endpoint of the call */
  readonly vpceAccount: StringKey<'aws:VpceAccount'>;
  /** The organisation that owns the VPC endpoint of the call */
  readonly vpceOrgId: StringKey<'aws:VpceOrgID'>;
  /** The path in the organisation of the account that owns the VPC endpoint of the call */
  readonly vpceOrgPaths: StringListKey<'aws:VpceOrgPaths'>;
  /** Whether the call came over TLS */
  readonly secureTransport: BoolKey<'aws:SecureTransport'>;

  // the resource
  /** The account that owns the resource */
  readonly resourceAccount: StringKey<'aws:ResourceAccount'>;
  /** The organisation that owns the resource */
  readonly resourceOrgId: StringKey<'aws:ResourceOrgID'>;
  /** The path in the organisation of the account that owns the resource */
  readonly resourceOrgPaths: StringListKey<'aws:ResourceOrgPaths'>;
  /** A tag of the resource */
  resourceTag<const Tag extends string>(key: Tag): StringKey<`aws:ResourceTag/${Tag}`>;

  // the request
  /** Now */
  readonly currentTime: DateKey<'aws:CurrentTime'>;
  /** Now, in seconds since 1970 */
  readonly epochTime: DateKey<'aws:EpochTime'>;
  /** The region that the call was made to */
  readonly requestedRegion: StringKey<'aws:RequestedRegion'>;
  /** A tag that the request sets */
  requestTag<const Tag extends string>(key: Tag): StringKey<`aws:RequestTag/${Tag}`>;
  /** The keys of the tags that the request sets */
  readonly tagKeys: StringListKey<'aws:TagKeys'>;
  /** The services that made calls on the caller's behalf, first to last */
  readonly calledVia: StringListKey<'aws:CalledVia'>;
  /** The first service that made a call on the caller's behalf */
  readonly calledViaFirst: StringKey<'aws:CalledViaFirst'>;
  /** The last service that made a call on the caller's behalf */
  readonly calledViaLast: StringKey<'aws:CalledViaLast'>;
  /** Whether a service calls with the caller's credentials */
  readonly viaAwsService: BoolKey<'aws:ViaAWSService'>;
  /** The resource for which a service calls another: the confused-deputy guard */
  readonly sourceArn: ArnKey<'aws:SourceArn'>;
  /** The account of the resource for which a service calls another: the confused-deputy guard */
  readonly sourceAccount: StringKey<'aws:SourceAccount'>;
  /** The organisation of the resource for which a service calls another */
  readonly sourceOrgId: StringKey<'aws:SourceOrgID'>;
  /** The path in the organisation of the account for which a service calls another */
  readonly sourceOrgPaths: StringListKey<'aws:SourceOrgPaths'>;
  /** The MCP server of AWS that made the call on the caller's behalf: `aws-mcp.amazonaws.com` */
  readonly calledViaAwsMcp: StringKey<'aws:CalledViaAWSMCP'>;
  /** Whether an MCP server of AWS made the call on the caller's behalf */
  readonly viaAwsMcpService: BoolKey<'aws:ViaAWSMCPService'>;
  /** Whether what is authorised is an action of an MCP server of AWS itself */
  readonly isMcpServiceAction: BoolKey<'aws:IsMcpServiceAction'>;
  /** The caller's user agent; anyone can write anything there */
  readonly userAgent: StringKey<'aws:UserAgent'>;
  /** The page that the call came from; anyone can write anything there */
  readonly referer: StringKey<'aws:referer'>;
}

/**
 * The keys by kind, without `aws:`; `{}` stands for what the user names. A member is a key's name in camel case, and
 * `Aws`, `Mcp`, `Id` and `Ip` for what AWS writes in capitals.
 */
const KEYS = {
  s: 'PrincipalAccount PrincipalOrgID PrincipalServiceName PrincipalTag/{} PrincipalType userid username FederatedProvider SourceIdentity Ec2InstanceSourceVpc SourceVpc SourceVpce VpceAccount VpceOrgID ResourceAccount ResourceOrgID ResourceTag/{} RequestedRegion RequestTag/{} CalledViaFirst CalledViaLast CalledViaAWSMCP SourceAccount SourceOrgID UserAgent referer glue:RoleAssumedBy glue:CredentialIssuingService identitystore:UserId',
  n: 'MultiFactorAuthAge ec2:RoleDelivery',
  d: 'TokenIssueTime CurrentTime EpochTime',
  a: 'PrincipalArn SignInSessionArn SourceVpcArn SourceArn ChatbotSourceArn ec2:SourceInstanceArn lambda:SourceFunctionArn ssm:SourceInstanceArn codebuild:BuildArn codebuild:ProjectArn',
  b: 'PrincipalIsAWSService MultiFactorAuthPresent SecureTransport ViaAWSService ViaAWSMCPService AssumedRoot IsMcpServiceAction',
  i: 'Ec2InstanceSourcePrivateIPv4 SourceIp VpcSourceIp',
  S: 'PrincipalOrgPaths PrincipalServiceNamesList VpceOrgPaths ResourceOrgPaths TagKeys CalledVia SourceOrgPaths',
} satisfies Partial<Record<KeyKind, string>>;

function globalKeys(): GlobalKeys {
  const members: Record<string, unknown> = {};
  for (const [kind, names] of Object.entries(KEYS))
    for (const name of names.split(' '))
      members[memberName(name.replace(/AWS|MCP|IPv4|ID$/g, capitalised))] = keyMember(
        kind as KeyKind,
        name.includes(':') ? name : `aws:${name}`,
      );
  // The boundary between the packed list and its interface; a test compares the two.
  return members as object as GlobalKeys;
}

function capitalised(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}

/** The condition keys that requests to every service can carry. */
export const aws: GlobalKeys = /* @__PURE__ */ globalKeys();
