import { secret } from '@leastwise/core';
import { sesSmtp } from '../src/ses/ses-smtp.ts';
import { sesSmtpPassword } from '../src/ses/ses-smtp-password.ts';
import type { Account } from './account.ts';
import { liveWith, type LiveWith } from './faults.ts';
import { accountWithDueKey, SUBJECT, type Subject } from './life.ts';

const REGION = 'eu-west-1';
const mailer = sesSmtp({
  ...{ user: 'AML@Packt', secret: 'ml/aml-packt', region: REGION, every: '60d' },
  consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
});
const subject: Subject = {
  ...SUBJECT,
  startRun: (_, options, makeCaller) => SUBJECT.startRun(mailer, options, makeCaller),
};

/** The life of an access key that is kept with its SMTP password; whichever key is stored, the password has to be its own. */
export const sesLife: LiveWith = async (strikes) => {
  const due = accountWithDueKey();
  const life = await liveWith(strikes, subject, false, due);
  return { ...life, complaints: [...life.complaints, ...foreignPasswords(due.account)] };
};

function foreignPasswords({ versions }: Account): string[] {
  return [...versions.entries()].flatMap(([id, { value }]) => {
    // The boundary to JSON.
    const { AccessKeyId, SecretAccessKey, SmtpUsername, SmtpPassword } = JSON.parse(value) as Record<
      string,
      string
    >;
    // The first key was stored by hand, and announcements hold none.
    if (id === 'first' || SecretAccessKey === undefined) return [];
    const isOwn =
      SmtpUsername === AccessKeyId &&
      SmtpPassword === sesSmtpPassword(secret(SecretAccessKey), REGION).reveal();
    return isOwn ? [] : [`the SMTP password beside ${AccessKeyId ?? ''} is not its own`];
  });
}
