import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { AccessKey, User } from '../state.ts';
import { devicesOf } from './user-devices.ts';

/** In milliseconds: how long a report is good, and no new one is made. */
const LIFETIME = 4 * 60 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

/** A report that is younger than four hours stays; AWS takes some seconds to make one, here it is there at once. */
export function generateCredentialReport(_: unknown, context: Context): iam.GenerateCredentialReportResponse {
  const { access } = context.account;
  if (access.report && !isOld(access.report.generated, context)) return { State: 'COMPLETE' };
  access.report = { generated: context.now, csv: reportOn(context) };
  return {
    State: 'STARTED',
    Description: 'No report exists. Starting a new report generation task',
  };
}

export function getCredentialReport(_: unknown, context: Context): iam.GetCredentialReportResponse {
  const { report } = context.account.access;
  if (!report) {
    throw new Refusal(
      'ReportNotPresent',
      'No report is present. Generate one with GenerateCredentialReport.',
    );
  }
  if (isOld(report.generated, context)) {
    throw new Refusal(
      'ReportExpired',
      'The most recent credential report has expired. Generate a new one with GenerateCredentialReport.',
    );
  }
  return {
    Content: new TextEncoder().encode(report.csv),
    ReportFormat: 'text/csv',
    GeneratedTime: report.generated,
  };
}

function isOld(generated: number, { now }: Context): boolean {
  return now - generated >= LIFETIME;
}

function reportOn(context: Context): string {
  const users = [...context.account.users.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = [COLUMNS, rootRow(context), ...users.map((user) => userRow(user, context))];
  return rows.map((row) => row.join()).join('\n');
}

function rootRow(context: Context): string[] {
  const { id, created, rootAccessKeyIds } = context.account;
  return [
    '<root_account>',
    `arn:aws:iam::${id}:root`,
    dateText(created),
    ...['not_supported', 'no_information', 'not_supported', 'not_supported'],
    'false',
    ...keyColumns(rootAccessKeyIds, context),
    ...NO_CERTIFICATES,
  ];
}

function userRow(user: User, context: Context): string[] {
  const { loginProfile } = user;
  return [
    user.name,
    user.arn,
    dateText(user.created),
    ...(loginProfile
      ? [
          'true',
          'no_information',
          dateText(loginProfile.changed),
          nextRotation(loginProfile.changed, context),
        ]
      : ['false', 'N/A', 'N/A', 'N/A']),
    String(devicesOf(user, context).length > 0),
    ...keyColumns(user.accessKeyIds, context),
    ...NO_CERTIFICATES,
  ];
}

const NO_CERTIFICATES = ['false', 'N/A', 'false', 'N/A'];

function nextRotation(changed: number, { account: { passwordPolicy } }: Context): string {
  return passwordPolicy?.maxAge === undefined ? 'N/A' : dateText(changed + passwordPolicy.maxAge * DAY);
}

function keyColumns(ids: readonly string[], { cloud }: Context): string[] {
  return [0, 1].flatMap((i) => columnsOf(cloud.accessKeys.get(ids[i] ?? '')));
}

function columnsOf(key: AccessKey | undefined): string[] {
  if (!key) return ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
  const { active, created, lastUsed } = key;
  return [
    String(active),
    dateText(created),
    lastUsed ? dateText(lastUsed.at) : 'N/A',
    lastUsed?.region ?? 'N/A',
    lastUsed?.service ?? 'N/A',
  ];
}

function dateText(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}+00:00`;
}
