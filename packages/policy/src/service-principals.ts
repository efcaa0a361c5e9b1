import type { Words } from './words.ts';

/*
 * The services that act for an account under a name of their own, without `.amazonaws.com`. AWS publishes no list;
 * this one was put together by hand and not checked name by name, so `unsafeServicePrincipal` stands beside it.
 */
const NAMES =
  'a4b access-analyzer access-grants.s3 account acm acm-pca airflow airflow-env airflow-serverless amplify amplifybackend apigateway app-integrations appconfig appfabric appflow application-autoscaling application-insights appmesh apprunner appstream appstream.application-autoscaling appsync athena auditmanager autoscaling autoscaling-plans backup backup-gateway batch batchoperations.s3 bedrock bedrock-agentcore billing braket budgets build.apprunner cassandra cassandra.application-autoscaling channels.lexv2 chatbot chime cloud9 cloudformation cloudfront cloudhsm cloudsearch cloudtrail cloudwatch codeartifact codebuild codecommit codeconnections codedeploy codeguru-profiler codeguru-reviewer codepipeline codestar-notifications cognito-identity cognito-idp cognito-sync comprehend compute-optimizer config config-conforms connect continuousexport.discovery credentials.iot controltower cost-optimization-hub databrew datapipeline datasync datazone dax delivery.logs detective devicefarm devops-guru directconnect discovery dlm dms docdb-elastic ds dynamodb dynamodb.application-autoscaling ec2 ec2.application-autoscaling ec2fleet ec2scheduled ecr ecs ecs-tasks ecs.application-autoscaling edgelambda eks eks-connector eks-fargate eks-fargate-pods eks-nodegroup elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce elasticmapreduce.application-autoscaling elastictranscoder email.cognito-idp emr-containers emr-serverless entityresolution es events evidently finspace firehose fis fms forecast frauddetector fsx gamelift geo glacier globalaccelerator glue grafana greengrass groundstation guardduty health healthlake iam imagebuilder importexport inspector inspector2 internetmonitor iot iotanalytics iotevents iotfleetwise iotsitewise iottwinmaker iotwireless ivs ivschat kafka kafkaconnect kendra kinesis kinesisanalytics kinesisvideo kms lakeformation lambda launchwizard lex lexv2 license-manager lightsail location logger.cloudfront logdelivery.elasticloadbalancing logging.s3 logs lookoutequipment lookoutmetrics lookoutvision m2 machinelearning macie maintenance.elasticbeanstalk malware-protection-plan.guardduty managedblockchain managedservices managedupdates.elasticbeanstalk mediaconnect mediaconvert medialive mediapackage mediapackagev2 mediastore mediatailor medical-imaging member.org.stacksets.cloudformation memorydb mgn migrationhub monitoring monitoring.rds mq network-firewall networkmanager nimble notifications omics opensearchservice ops.apigateway ops.emr-serverless opsworks opsworks-cm organizations osis-pipelines outposts panorama payment-cryptography pca-connector-ad personalize pinpoint pipes pods.eks polly private-networks profile proton pullthroughcache.ecr q quicksight ram rds rds.application-autoscaling redshift redshift-serverless rekognition replication.dynamodb replication.ecr replicator.lambda resiliencehub resource-explorer-2 resource-groups robomaker rolesanywhere route53 route53resolver rum s3 s3-object-lambda s3-outposts sagemaker sagemaker-geospatial sagemaker-ground-truth-plus sagemaker.application-autoscaling scheduler schemas secretsmanager securityhub securitylake serverlessrepo servicecatalog servicecatalog-appregistry servicediscovery servicequotas ses shield signer simspaceweaver sms snow-device-management sns spotfleet sqs ssm ssm-incidents ssm-quicksetup sso stacksets.cloudformation states storage-lens.s3 storagegateway streams.metrics.cloudwatch sts support swf synthetics tagpolicies.tag tasks.apprunner textract timestream timestream-influxdb tnb transcribe transcribe.streaming transfer translate trustedadvisor verified-access vmie voiceid vpc-flow-logs vpc-lattice waf waf-regional wafv2 wellarchitected wisdom workdocs workmail workspaces workspaces-web xray';

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
export function wrongServicePrincipal(text: string): { what: string; hint?: string } | undefined {
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
