/** The pages that say what a job of SageMaker asks for. */

const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg';
const ROLES = `${GUIDE}/sagemaker-roles.html`;

export const CONFUSED_DEPUTY = `${GUIDE}/security-confused-deputy-prevention.html`;
export const AUTOML_PERMISSIONS = `${ROLES}#sagemaker-roles-autopilot-perms`;
export const DOMAIN_PERMISSIONS = `${ROLES}#sagemaker-roles-createdomain-perms`;
export const NOTEBOOK_PERMISSIONS = `${ROLES}#sagemaker-roles-createnotebookinstance-perms`;
export const TUNING_PERMISSIONS = `${ROLES}#sagemaker-roles-createhyperparametertiningjob-perms`;
export const PROCESSING_PERMISSIONS = `${ROLES}#sagemaker-roles-createprocessingjob-perms`;
export const TRAINING_PERMISSIONS = `${ROLES}#sagemaker-roles-createtrainingjob-perms`;
export const MODEL_PERMISSIONS = `${ROLES}#sagemaker-roles-createmodel-perms`;
export const BATCH_TRANSFORM = `${GUIDE}/batch-transform.html`;
export const DATA_CAPTURE = `${GUIDE}/model-monitor-data-capture.html`;
export const PIPELINE_ACCESS = `${GUIDE}/build-and-manage-access.html`;
export const LABELING_PERMISSIONS = `${GUIDE}/sms-security-permission-execution-role.html`;
export const LABELING_KEYS = `${GUIDE}/sms-security-kms-permissions.html`;
export const FEATURE_STORE_SECURITY = `${GUIDE}/feature-store-security.html`;
export const FEATURE_STORE_POLICY = `${GUIDE}/security-iam-awsmanpol-feature-store.html`;
export const REGISTRY_POLICY = `${GUIDE}/security-iam-awsmanpol-governance.html`;
export const API_PERMISSIONS = `${GUIDE}/api-permissions-reference.html`;
export const FULL_ACCESS_POLICY = `${GUIDE}/security-iam-awsmanpol.html`;
export const POLICY_EXAMPLES = `${GUIDE}/security_iam_id-based-policy-examples.html`;
export const LOG_GROUPS = `${GUIDE}/logging-cloudwatch.html`;
