import { awsErrorName, canonicalJson, LeastwiseError } from '@leastwise/core';
import { equals, type PolicyDocument } from '@leastwise/policy';
import { arnOfEntity } from '../arns.ts';
import type { Face } from '../fingerprint.ts';
import { commandFor } from '../operations.ts';
import type { Step } from '../plan.ts';
import type { PlannedCall } from '../planned-call.ts';
import { tagsFrom } from '../read/from-iam.ts';
import { hasLogin } from '../read/belongings.ts';
import { readFace, readVersion } from '../read/read-face.ts';
import { readAccountFace } from '../read/settings.ts';
import { stale } from './confirm.ts';
import { loginCreation } from './create-login.ts';
import type { Run } from './run.ts';

const ATTEMPTS = 3;
const PAUSE = 1_000;

/**
 * Creates something exactly once. After a lost reply the account is asked: what is there and is what was sent counts as
 * created, what is not there is created again.
 *
 * @throws LeastwiseError `PLAN_STALE` where something else of that name has come to exist
 */
export async function createOnce(
  call: PlannedCall,
  step: Step,
  run: Run,
  waitFor: readonly string[],
): Promise<void> {
  const create =
    call.operation === 'CreateLoginProfile'
      ? loginCreation(call, run, waitFor)
      : () => run.caller.create(run.iam, commandFor(call), { waitFor });
  let lost = false;
  for (let attempt = 1; ; attempt++) {
    try {
      await create();
      return;
    } catch (error) {
      const exists = awsErrorName(error) === 'EntityAlreadyExists';
      lost ||= error instanceof LeastwiseError && error.code === 'OUTCOME_UNKNOWN';
      if (exists && !lost) throw stale(step);
      if (!lost) throw error;
      const found = await look(call, run);
      if (found === 'same') return;
      if (found === 'other') throw stale(step);
      if (attempt === ATTEMPTS) throw error;
      // Where the signal ends the pause, the next attempt says so.
      await run.clock.sleep(PAUSE, run.signal).catch(() => undefined);
    }
  }
}

type Found = 'same' | 'other' | 'absent';

/** What has become of a create whose reply was lost. */
async function look(call: PlannedCall, run: Run): Promise<Found> {
  switch (call.operation) {
    case 'CreatePolicy': {
      const { PolicyName: name = '', Path: path = '/', Tags, PolicyDocument } = call.input;
      const arn = arnOfEntity({ type: 'policy', name, path }, { ...run.plan, id: run.plan.account });
      const face = await readFace(run.caller, run.iam, { type: 'policy', arn });
      if (face === undefined) return 'absent';
      return sameTags(face, Tags) && (await hasDocument(arn, PolicyDocument, run)) ? 'same' : 'other';
    }
    case 'CreatePolicyVersion': {
      const { PolicyArn: arn = '', PolicyDocument } = call.input;
      return (await hasDocument(arn, PolicyDocument, run)) ? 'same' : 'absent';
    }
    case 'CreateRole': {
      const { RoleName: name = '', Tags, AssumeRolePolicyDocument: sent } = call.input;
      const face = await readFace(run.caller, run.iam, { type: 'role', name });
      if (face?.type !== 'role') return 'absent';
      return sameTags(face, Tags) && same(face.trust, sent, 'trust', run) ? 'same' : 'other';
    }
    case 'CreateUser': {
      const { UserName: name = '', Tags } = call.input;
      const face = await readFace(run.caller, run.iam, { type: 'user', name });
      return compared(face, Tags);
    }
    case 'CreateGroup': {
      const { GroupName: name = '', Path: path } = call.input;
      const face = await readFace(run.caller, run.iam, { type: 'group', name });
      if (face?.type !== 'group') return 'absent';
      return face.path === path ? 'same' : 'other';
    }
    case 'CreateInstanceProfile': {
      const { InstanceProfileName: name = '', Tags } = call.input;
      return compared(await readFace(run.caller, run.iam, { type: 'instance-profile', name }), Tags);
    }
    case 'CreateOpenIDConnectProvider': {
      const name = (call.input.Url ?? '').replace('https://', '');
      return compared(await provider('oidc-provider', name, run), call.input.Tags);
    }
    case 'CreateSAMLProvider':
      return compared(await provider('saml-provider', call.input.Name ?? '', run), call.input.Tags);
    case 'CreateAccountAlias': {
      const alias = await readAccountFace(run, 'alias');
      return alias === call.input.AccountAlias ? 'same' : alias === null ? 'absent' : 'other';
    }
    case 'CreateLoginProfile':
      // Nobody else gives a user of the stack a password, and the one that was sent is in the secret.
      return (await hasLogin(run, call.input.UserName ?? '')) ? 'same' : 'absent';
    default:
      return 'other';
  }
}

function provider(
  type: 'oidc-provider' | 'saml-provider',
  name: string,
  run: Run,
): Promise<Face | undefined> {
  const place = { ...run.plan, id: run.plan.account };
  return readFace(run.caller, run.iam, { type, arn: arnOfEntity({ type, name, path: '/' }, place) });
}

function compared(face: Face | undefined, tags: Parameters<typeof tagsFrom>[0]): Found {
  return face === undefined ? 'absent' : sameTags(face, tags) ? 'same' : 'other';
}

/** The tags name the stack and the entity, so who has them was made by this plan. */
function sameTags(face: Face, sent: Parameters<typeof tagsFrom>[0]): boolean {
  return 'tags' in face && canonicalJson(face.tags) === canonicalJson(tagsFrom(sent));
}

async function hasDocument(arn: string, sent: string | undefined, run: Run): Promise<boolean> {
  const face = await readFace(run.caller, run.iam, { type: 'policy', arn });
  if (face?.type !== 'policy') return false;
  const document = await readVersion(run.caller, run.iam, arn, face.defaultVersion);
  return document !== undefined && same(document, sent, 'identity', run);
}

function same(
  document: PolicyDocument,
  sent: string | undefined,
  kind: 'identity' | 'trust',
  { plan: { partition } }: Run,
): boolean {
  return equals(document, JSON.parse(sent ?? '{}') as PolicyDocument, { kind, partition });
}
