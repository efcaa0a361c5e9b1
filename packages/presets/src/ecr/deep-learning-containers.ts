import { ecr } from '@leastwise/aws/ecr';
import type { Resource } from '@leastwise/policy';
import { plainName } from '../parameters/literal-text.ts';
import { malformed } from '../parameters/malformed.ts';
import { checkList } from '../parameters/within.ts';

/** The account of most regions. */
const COMMON = '763104351884';

/**
 * The accounts in which AWS keeps the images of its Deep Learning Containers, by region.
 * Source: https://aws.github.io/deep-learning-containers/reference/region_availability/ and, for the regions that it does not
 * list, https://github.com/aws/sagemaker-python-sdk (src/sagemaker/image_uri_config), which has the same for the others
 */
export const DEEP_LEARNING_CONTAINER_ACCOUNTS: Readonly<Record<string, string>> = {
  'af-south-1': '626614931356',
  'ap-east-1': '871362719292',
  'ap-east-2': '975050140332',
  'ap-northeast-1': COMMON,
  'ap-northeast-2': COMMON,
  'ap-northeast-3': '364406365360',
  'ap-south-1': COMMON,
  'ap-south-2': '772153158452',
  'ap-southeast-1': COMMON,
  'ap-southeast-2': COMMON,
  'ap-southeast-3': '907027046896',
  'ap-southeast-4': '457447274322',
  'ap-southeast-5': '550225433462',
  'ap-southeast-7': '590183813437',
  'ca-central-1': COMMON,
  'ca-west-1': '204538143572',
  'cn-north-1': '727897471807',
  'cn-northwest-1': '727897471807',
  'eu-central-1': COMMON,
  'eu-central-2': '380420809688',
  'eu-north-1': COMMON,
  'eu-south-1': '692866216735',
  'eu-south-2': '503227376785',
  'eu-west-1': COMMON,
  'eu-west-2': COMMON,
  'eu-west-3': COMMON,
  'il-central-1': '780543022126',
  'me-central-1': '914824155844',
  'me-south-1': '217643126080',
  'sa-east-1': COMMON,
  'us-east-1': COMMON,
  'us-east-2': COMMON,
  'us-gov-east-1': '446045086412',
  'us-gov-west-1': '442386744353',
  'us-west-1': COMMON,
  'us-west-2': COMMON,
};

/**
 * Repositories of AWS's Deep Learning Containers, for the `images` of a preset, by their names in the registry of a region.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER` for a region whose registry is not known: make the ARN with `ecr.repository`
 * @example
 * ```ts
 * import { deepLearningContainers } from '@leastwise/presets/ecr';
 *
 * console.log(deepLearningContainers('eu-west-1', ['pytorch-training']));
 * ```
 * ```text
 * [ 'arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training' ]
 * ```
 */
export function deepLearningContainers(
  region: string,
  repositories: readonly string[],
): readonly Resource<'ecr:repository'>[] {
  const account = Object.hasOwn(DEEP_LEARNING_CONTAINER_ACCOUNTS, region)
    ? DEEP_LEARNING_CONTAINER_ACCOUNTS[region]
    : undefined;
  if (account === undefined)
    throw malformed(
      `the registry of Deep Learning Containers is not known for the region \`${region}\``,
      'region',
      'make the repository with `ecr.repository(name, { region, account })`',
    );
  checkList(repositories, 'repositories');
  const partition = partitionOf(region);
  return repositories.map((name, i) =>
    ecr.repository(plainName(name, `repositories[${i}]`), { region, account, partition }),
  );
}

function partitionOf(region: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
