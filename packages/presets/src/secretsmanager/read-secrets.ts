import { kms } from '@leastwise/aws/kms';
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import { checkKey } from '../kms/check-key.ts';
import { viaService } from '../kms/via-service.ts';
import { malformed } from '../parameters/malformed.ts';
import type { Place } from '../parameters/place.ts';
import { checkList } from '../parameters/within.ts';

/**
 * Allows reading the values of secrets; nothing where there is none. Secrets Manager adds a hyphen and six random characters to
 * a name; each stands as `?`, so that a secret whose name goes on is not meant.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html, and for the
 * key https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 *
 * @param paths what the secrets and the key are called among the parameters
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `secretIds[i]` or the key as its path
 */
export function readSecrets(
  names: readonly string[],
  place: Place,
  kmsKey: Resource<'kms:key'> | undefined,
  [path, keyPath]: readonly [string, string] = ['secretIds', 'kmsKey'],
): readonly IdentityStatement[] {
  checkList(names, path);
  const secrets = names.map((name, i) => {
    checkSecretName(name, `${path}[${i}]`);
    return secretsmanager.secret(`${name}-??????`, place);
  });
  const [first, ...others] = secrets;
  if (first === undefined) return [];
  const read = allow(secretsmanager.GetSecretValue).on(first, ...others);
  if (kmsKey === undefined) return [read];
  checkKey(kmsKey, keyPath);
  return [
    read,
    allow(kms.Decrypt)
      .on(kmsKey)
      .when(kms.keys.viaService.equals(viaService('secretsmanager', place, keyPath)))
      .when(kms.keys.encryptionContext('SecretARN').like(first, ...others)),
  ];
}

/** Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
function checkSecretName(name: unknown, path: string): void {
  if (typeof name !== 'string' || !/^[\w/+=.@-]{1,512}$/.test(name))
    throw malformed(
      `a secret is given by its name, of letters, digits and characters of /_+=.@-, not as \`${String(name)}\``,
      path,
    );
}
