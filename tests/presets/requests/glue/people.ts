import { iam } from '@leastwise/aws/iam';
import { catalogReader, catalogWriter, jobRunner, sessionUser } from '@leastwise/presets/glue';
import * as glue from '../../claims/glue-data.ts';
import { ask, type Requests, saidBy, together } from '../../claims/requests.ts';
import { passesRole } from '../../claims/roles.ts';
import { GLUE } from '../../claims/world.ts';
import type { Proof } from '../../proof.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

const roles = [iam.role('churn-training', { account: AT.account })];
const reader = { ...AT, tables: [{ databaseName: 'raw', everyTable: true }], lakeFormation: true } as const;
const writer = { ...AT, tables: [{ databaseName: 'clean', tableName: 'events' }] };
const runner = { ...AT, jobNames: ['clean-events', 'clean-users'], roles };
const sessions = { ...AT, roles };

const RUN = 'https://docs.aws.amazon.com/glue/latest/dg/api-permissions-reference.html';
const VERBS = [
  'GetJob',
  'StartJobRun',
  'GetJobRun',
  'GetJobRuns',
  'BatchStopJobRun',
  'CreateJob',
  'UpdateJob',
];
const runs: Requests = {
  allowed: saidBy(
    RUN,
    ...runner.jobNames.flatMap((name) =>
      VERBS.map((verb) => ask(`${verb} ${name}`, `glue:${verb}`, `${GLUE}:job/${name}`)),
    ),
  ),
  nearMisses: [
    ...VERBS.map((verb) => ask(`${verb} payroll`, `glue:${verb}`, `${GLUE}:job/payroll`)),
    ask('delete a job', 'glue:DeleteJob', `${GLUE}:job/clean-events`),
    ask('run a crawler', 'glue:StartCrawler', `${GLUE}:crawler/clean-events`),
  ],
};

const session = `${GLUE}:session/a`;
const own = { 'aws:userid': 'AROAEXAMPLE:ana' };
const tagged = { ...own, 'aws:RequestTag/owner': 'AROAEXAMPLE:ana' };
const mine = { ...own, 'aws:ResourceTag/owner': 'AROAEXAMPLE:ana' };
const bens = { ...own, 'aws:ResourceTag/owner': 'AROAEXAMPLE:ben' };
const USE =
  'GetSession StopSession DeleteSession RunStatement GetStatement ListStatements CancelStatement'.split(' ');
const opens: Requests = {
  allowed: saidBy(
    glue.SESSIONS,
    ask('open a session of her own', 'glue:CreateSession', session, tagged),
    ask('mark it as her own', 'glue:TagResource', session, { ...tagged, ...mine }),
    ...USE.map((verb) => ask(`${verb} of her own`, `glue:${verb}`, session, mine)),
    ask('list sessions', 'glue:ListSessions', '*', own),
  ),
  nearMisses: [
    ask('open a session of nobody', 'glue:CreateSession', session, own),
    ask('open a session of Ben', 'glue:CreateSession', session, {
      ...own,
      'aws:RequestTag/owner': 'AROAEXAMPLE:ben',
    }),
    ask('open what is no session', 'glue:CreateSession', `${GLUE}:job/a`, tagged),
    ask('take a session of Ben', 'glue:TagResource', session, { ...tagged, ...bens }),
    ask('give her session to Ben', 'glue:TagResource', session, {
      ...mine,
      'aws:RequestTag/owner': 'AROAEXAMPLE:ben',
    }),
    ask('tag what is no session', 'glue:TagResource', `${GLUE}:job/a`, { ...tagged, ...mine }),
    ...USE.map((verb) => ask(`${verb} of Ben`, `glue:${verb}`, session, bens)),
    ask('run in a session of nobody', 'glue:RunStatement', session, own),
    ask('run in what is no session', 'glue:RunStatement', `${GLUE}:job/a`, mine),
    ask('take the mark away', 'glue:UntagResource', session, mine),
  ],
};

export const proofs: readonly Proof[] = [
  {
    preset: 'glue.catalogReader',
    purpose: 'read the tables of a database',
    parameters: reader,
    sides: [identitySide(catalogReader(reader))],
    caller: SOMEONE,
    ...together(...glue.readsTables('events', 'users'), glue.asksLakeFormation()),
    peer: {
      managedPolicies: ['AWSGlueConsoleFullAccess'],
      extras: [
        {
          action: 'lakeformation:GetDataAccess',
          reason: "AWS's policy leaves Lake Formation to its user, who adds this action",
        },
      ],
    },
  },
  {
    preset: 'glue.catalogWriter',
    purpose: 'make and change tables of a database',
    parameters: writer,
    sides: [identitySide(catalogWriter(writer))],
    caller: SOMEONE,
    ...together(...glue.writesTables('events')),
    peer: { managedPolicies: ['AWSGlueConsoleFullAccess'], extras: [] },
  },
  {
    preset: 'glue.jobRunner',
    purpose: 'run certain jobs, and make them with certain roles',
    parameters: runner,
    sides: [identitySide(jobRunner(runner))],
    caller: SOMEONE,
    ...together(runs, passesRole(RUN, 'glue.amazonaws.com')),
    peer: { managedPolicies: ['AWSGlueConsoleFullAccess'], extras: [] },
  },
  {
    preset: 'glue.sessionUser',
    purpose: 'work in interactive sessions of one’s own',
    parameters: sessions,
    sides: [identitySide(sessionUser(sessions))],
    caller: SOMEONE,
    ...together(opens, passesRole(glue.SESSIONS, 'glue.amazonaws.com')),
    peer: { managedPolicies: ['AwsGlueSessionUserRestrictedPolicy'], extras: [] },
  },
];
