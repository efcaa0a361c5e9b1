import { ecr } from '@leastwise/aws/ecr';
import { deepLearningContainers, imagePuller } from '@leastwise/presets/ecr';
import type { Claim, Proof } from '../../proof.ts';
import { OPEN_REPOSITORY } from '../../service-requests.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

const PAGE = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html';
const CONTAINERS = 'https://aws.github.io/deep-learning-containers/reference/region_availability/';
const OWN = 'arn:aws:ecr:eu-west-1:111122223333:repository/churn';
const AWSS = 'arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training';
const parameters = {
  images: [ecr.repository('churn', AT), ...deepLearningContainers('eu-west-1', ['pytorch-training'])],
} as const;

const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];
const pull = (resource: string, what: string, beside?: Claim['beside']): readonly Claim[] =>
  PULL.map((action) => ({ claim: `pull ${what}`, action, resource, ...(beside && { beside }) }));

export const proofs: readonly Proof[] = [
  {
    preset: 'ecr.imagePuller',
    purpose: "pull own images and those of AWS's Deep Learning Containers",
    parameters,
    sides: [identitySide(imagePuller(parameters))],
    caller: SOMEONE,
    allowed: [
      { claim: 'sign in to registries', action: 'ecr:GetAuthorizationToken', resource: '*', page: PAGE },
      ...pull(OWN, 'an own image').map((claim) => ({ ...claim, page: PAGE })),
      ...pull(AWSS, "an image of AWS's", OPEN_REPOSITORY).map((claim) => ({ ...claim, page: CONTAINERS })),
    ],
    nearMisses: [
      ...pull('arn:aws:ecr:eu-west-1:111122223333:repository/payroll', 'an image of another repository'),
      ...pull('arn:aws:ecr:us-east-1:111122223333:repository/churn', 'an image of another region'),
      ...pull(
        'arn:aws:ecr:eu-west-1:444455556666:repository/churn',
        "an image of another account's registry",
      ),
      { claim: 'push an image', action: 'ecr:PutImage', resource: OWN },
      { claim: 'list images', action: 'ecr:ListImages', resource: OWN },
      { claim: 'delete an image', action: 'ecr:BatchDeleteImage', resource: OWN },
    ],
    peer: {
      managedPolicies: ['AmazonEC2ContainerRegistryPullOnly'],
      extras: [
        {
          action: 'ecr:BatchCheckLayerAvailability',
          reason:
            "older clients of Docker ask it before they pull, and AWS's other policies for pulling have it",
        },
      ],
    },
  },
];
