import type { Words } from './words.ts';

/*
 * The services that act for an account under a name of their own, without `.amazonaws.com`. AWS publishes no complete list.
 * This one holds every service that AWS's managed policies name (a test compares the two), the principals that
 * aws-cdk-lib (Apache-2.0) grants something to, those in the change log of iam-floyd (Apache-2.0) that people attach
 * roles to, and two dozen that stand in a role's trust policy, a grant or a condition of AWS's guides and public templates,
 * such as `tasks.apprunner`. `unsafeServicePrincipal` stands beside it.
 */
const NAMES =
  'a4b access-analyzer access-grants.s3 account acm acm-pca aco-automation agent-registry agent.wellarchitected agentless.inspector2 aiops airflow airflow-env airflow-serverless amplify apidestinations.events apigateway app-integrations appconfig appfabric appflow application-autoscaling application-insights application-signals.cloudwatch appmesh apprunner appstream appstream.application-autoscaling appsync aps artifact assets.marketplace athena auditmanager autoscaling autoscaling-plans aws-artifact-account-sync backup backup-gateway batch batchoperations.s3 bedrock bedrock-agentcore braket budgets bugbust build.apprunner cassandra-streams cassandra.application-autoscaling channels.lex channels.lexv2 chatbot chime cleanrooms cleanrooms-ml cloud9 clouddirectory cloudformation cloudfront cloudhsm cloudsearch cloudtrail cloudwatch cloudwatch-crossaccount codeartifact codebuild codecatalyst codecatalyst-runner codecommit codedeploy codeguru-profiler codeguru-reviewer codepipeline codestar-notifications cognito-identity cognito-idp cognito-sync comprehend comprehend.application-autoscaling compute-optimizer config config-conforms config-multiaccountsetup connect connect-campaigns continuousexport.discovery contract.iq contributorinsights.dynamodb controltower cost-optimization-hub.bcm credentials.iot custom-resource.application-autoscaling custom.rds databrew datapipeline datasync datazone datazonecontrol dax delivery.logs detective devicefarm devops-guru directconnect directoryservice.rds directquery.opensearchservice discovery dlm dms dmsintegration.migrationhub dnssec-route53 docdb-elastic drs ds dsql dynamodb dynamodb.application-autoscaling ec2 ec2.application-autoscaling ec2fastlaunch ec2fleet ec2scheduled ecr ecs ecs-compute ecs-tasks ecs.application-autoscaling edgelambda eks eks-connector eks-fargate eks-fargate-pods eks-nodegroup elasticache elasticache.application-autoscaling elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce elastictranscoder email.cognito-idp emr-containers emr-serverless entityresolution es event-processor.health events events.workmail evidently evs fargate finspace firehose fis fms forecast frauddetector fsx gamelift glacier globalaccelerator glue grafana greengrass groundstation guardduty health healthlake iam imagebuilder importexport inspector inspector2 internetmonitor iot iotanalytics iotevents iotfleetwise iotmanagedintegrations iotroborunner iotsitewise iottwinmaker iotwireless ivs job.sagemaker justintimeaccess.ssm kafka kafka.application-autoscaling kafkaconnect kendra kinesis kinesisanalytics kinesisreplication.dynamodb kms lakeformation lambda lambda.alarms.cloudwatch lambda.application-autoscaling launchwizard lex lexv2 license-management.marketplace license-manager license-manager-user-subscriptions license-manager.member-account lightsail logdelivery.elasticloadbalancing logger.cloudfront logging.s3 logs lookoutequipment lookoutmetrics m2 machinelearning macie maintenance.elasticbeanstalk malware-protection-plan.guardduty malware-protection.guardduty managedblockchain managedservices managedupdates.elasticbeanstalk mediaconnect mediaconvert medialive mediapackage mediapackagev2 mediastore mediatailor medical-imaging meetings.chime member.org.stacksets.cloudformation memorydb metrics.wellarchitected mgn migrationhub migrationhub-orchestrator migrationhub-strategy monitoring monitoring.rds monitoring.thinclient monitron mq neptune-graph neptune.application-autoscaling network-firewall network.bedrock-agentcore networkmanager nimble notifications notifications.ssm observability.aoss observabilityadmin odb omics opensearchservice ops.apigateway ops.emr-serverless opsworks opsworks-cm organizations orgsdatasync.servicecatalog osis osis-pipelines outposts panorama partnercentral-account-management pca-connector-ad pcs permission.iq personalize pinpoint pipes pods.eks practice-run.arc-zonal-shift private-marketplace.marketplace profile proton pullthroughcache.ecr q qbusiness qldb quicksight ram rds rds.application-autoscaling redshift redshift-data redshift-serverless refactor-spaces rekognition remediation.config replication.cassandra replication.dynamodb replication.ecr replication.lexv2 replication.s3tables replicator.lambda reporting.trustedadvisor repository.sync.codeconnections resale-authorization.marketplace researchstudio resiliencehub resource-explorer-2 resource-groups resource-snapshot-job.partnercentral-selling restore-testing.backup robomaker rolesanywhere route53 route53domains route53resolver rum runtime-identity.bedrock-agentcore runtime-instances.bedrock-agentcore s3 s3-object-lambda s3-outposts s3.data-source.lustre.fsx sagemaker sagemaker-geospatial sagemaker-ground-truth-plus sagemaker.application-autoscaling scheduler schema-conversion.dms schemas scraper.aps secretsmanager security-ir securityagent securityhub securityhubv2 securitylake serverlessrepo servicecatalog servicecatalog-appregistry servicediscovery servicequotas ses shield signer signin simspaceweaver sms smsintegration.migrationhub sns spot spotfleet sqs ssm ssm-incidents ssm-quicksetup ssm-sap ssm.integrations sso stacksets.cloudformation states storage-lens.s3 storagegateway streams.metrics.cloudwatch sts support supportplans swf sync.proton synthetics tagpolicies.tag tasks.apprunner telemetry-enablement.observabilityadmin telemetry-pipelines.observabilityadmin textract thirdparty.config thirdparty.inspector2 timestream timestream-influxdb tnb transcribe transcribe.streaming transfer transform-custom transitgateway translate triage.security-ir trustedadvisor vmie voiceid vpc-flow-logs vpc-lattice vpcorigin.cloudfront waf waf-regional wafv2 wellarchitected workdocs workmail workspaces workspaces-web workspaces.application-autoscaling xray';

export type ServiceName = Words<typeof NAMES>;

type Camel<Name extends string> = Name extends `${infer Head}${'-' | '.'}${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

/** The members of `principal.services`: `ecs-tasks` is `ecsTasks`. */
export type ServiceMembers = { readonly [Name in ServiceName as Camel<Name>]: Name };

export const serviceNames: readonly string[] = /* @__PURE__ */ NAMES.split(' ');

/** The sentence of the compiler and of the run time about a name that is not in the list. */
const UNKNOWN =
  'no service principal of this name is known: see principal.services, or use unsafeServicePrincipal(...)';

/** `NAME.amazonaws.com`, in China also `.cn` behind it, in some services with the region before it. */
export type CheckServicePrincipal<Text extends string> = string extends Text
  ? Text
  : Text extends `${infer Host}.amazonaws.com${'' | '.cn'}`
    ? Host extends ServiceName
      ? Text
      : Host extends `${infer Name}.${string}-${string}-${number}`
        ? Name extends ServiceName
          ? Text
          : typeof UNKNOWN
        : typeof UNKNOWN
    : typeof UNKNOWN;

/** What is wrong with a service principal, `undefined` where nothing is. */
export function wrongServicePrincipal(given: unknown): { what: string; hint?: string } | undefined {
  const text = String(given);
  const host = /^(.+)\.amazonaws\.com(?:\.cn)?$/.exec(text)?.[1];
  const name = host?.replace(/\.[a-z]{2,}(?:-[a-z]+)+-\d$/, '') ?? text;
  if (host !== undefined && serviceNames.includes(name)) return undefined;
  const near = serviceNames.find((known) => isNear(known, name));
  return near === undefined
    ? { what: UNKNOWN }
    : { what: UNKNOWN, hint: `did you mean \`${near}.amazonaws.com\`?` };
}

/** Whether two names differ by one character left out, put in or changed, or by two that changed places. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA.charAt(0) === restB.charAt(1) &&
      restA.charAt(1) === restB.charAt(0) &&
      restA.slice(2) === restB.slice(2))
  );
}
