import fc from 'fast-check';

/** Names that someone may give in order to widen a policy, made of what means something in one. */
export const hostileName: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '*',
        '?',
        '$',
        '${',
        '}',
        '${*}',
        '${aws:username}',
        '"',
        "'",
        '\\',
        '/',
        ':',
        ',',
        ' ',
        '..',
      ),
      fc.constantFrom('arn:aws:s3:::', 'train', 'é', 'ÿ', '"}],"Action":"*"'),
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) =>
    parts
      .join('')
      .replaceAll(/[^\u0020-\u00FF]/g, '')
      .replace(/^(\/|arn:)+/, ''),
  )
  .filter((name) => name !== '' && !name.startsWith('/') && !name.startsWith('arn:'));

/** The same as a prefix, at whose end a `*` is refused. */
export const hostilePrefix: fc.Arbitrary<string> = hostileName.filter((name) => !name.endsWith('*'));

/** The same where a name holds no wildcard. */
export const hostilePlainName: fc.Arbitrary<string> = hostileName
  .map((name) => name.replaceAll(/[*?]/g, ''))
  .filter((name) => name !== '' && !name.startsWith('arn:'));
