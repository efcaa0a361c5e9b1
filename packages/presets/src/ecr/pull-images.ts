import { ecr } from '@leastwise/aws/ecr';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import { malformed } from '../parameters/malformed.ts';
import { checkList } from '../parameters/within.ts';

/**
 * Allows pulling images from repositories of Amazon ECR; nothing where there is none. The token that `docker login` takes
 * opens no repository by itself, and its action knows no resource.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `images[i]` as its path
 */
export function pullImages(
  repositories: readonly Resource<'ecr:repository'>[],
): readonly IdentityStatement[] {
  checkImages(repositories);
  if (repositories.length === 0) return [];
  return [
    allow(ecr.GetAuthorizationToken).onAnyResource(),
    allow(ecr.BatchCheckLayerAvailability, ecr.GetDownloadUrlForLayer, ecr.BatchGetImage).on(...repositories),
  ];
}

/** Refuses what is no list of repositories. */
export function checkImages(repositories: readonly unknown[]): void {
  checkList(repositories, 'images');
  repositories.forEach(checkRepository);
}

function checkRepository(repository: unknown, index: number): void {
  if (ecr.parse(String(repository))?.type !== 'ecr:repository')
    throw malformed(
      `\`${String(repository)}\` is not the ARN of a repository`,
      `images[${index}]`,
      'make it with `ecr.repository(name, { region, account })`',
    );
}
