/* Used as its documentation says, from outside: its licence is another, and its code was not read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anonymousPrincipal, runSimulation } from '@cloud-copilot/iam-simulate';
import type { PolicyDocument } from '@leastwise/policy';
import { BENCH } from '../command.ts';
import { type Answer, callerOf, type Case, contextOf, type Engine } from './answer.ts';

const EFFECTS: Readonly<Record<string, 'Allow' | 'ExplicitDeny' | 'ImplicitDeny'>> = {
  Allowed: 'Allow',
  ExplicitlyDenied: 'ExplicitDeny',
  ImplicitlyDenied: 'ImplicitDeny',
};

const manifest = join(BENCH, 'node_modules/@cloud-copilot/iam-simulate/package.json');

export const iamSimulate: Engine = {
  name: 'iam-simulate',
  version: (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version,
  async ask(each) {
    const { scps, rcps, boundary, session, vpcEndpoint, resource } = each.policies;
    if (Array.isArray(session)) return { kind: 'unasked', why: 'it takes one session policy' };
    const simulation = {
      request: requestOf(each),
      identityPolicies: named(each.policies.identity ?? []),
      serviceControlPolicies: levels(scps),
      resourceControlPolicies: levels(rcps),
      ...(resource && { resourcePolicy: resource }),
      ...(boundary && { permissionBoundaryPolicies: named([boundary]) }),
      ...(session && { sessionPolicy: session }),
      ...(vpcEndpoint && { vpcEndpointPolicies: named([vpcEndpoint]) }),
    };
    return answerTo(simulation);
  },
};

async function answerTo(simulation: object): Promise<Answer> {
  // The boundary to a package whose types are not ours to lean on: it checks what it is given itself.
  const run = runSimulation as (simulation: object, options: object) => Promise<object>;
  const result = (await run(simulation, {})) as { overallResult?: string; errors?: { message?: string } };
  const effect = EFFECTS[result.overallResult ?? ''];
  if (effect !== undefined) return { kind: 'answer', effect };
  return { kind: 'refused', why: result.errors?.message ?? 'it gives no result' };
}

function requestOf(each: Case): object {
  const { action, resource, resourceAccount } = each.request;
  const caller = callerOf(each);
  return {
    action,
    principal: caller === '*' ? anonymousPrincipal : caller,
    resource: {
      resource,
      accountId: resourceAccount ?? resource.split(':')[4] ?? '',
      ...(/^\d{12}$/.test(resourceAccount ?? resource.split(':')[4] ?? '')
        ? {}
        : { accountId: '111122223333' }),
    },
    contextVariables: contextOf(each),
  };
}

function named(documents: readonly PolicyDocument[]): readonly object[] {
  return documents.map((policy, i) => ({ name: `policy-${i}`, policy }));
}

function levels(all: readonly (readonly PolicyDocument[])[] = []): readonly object[] {
  return all.map((documents, i) => ({ orgIdentifier: `ou-${i}`, policies: named(documents) }));
}
