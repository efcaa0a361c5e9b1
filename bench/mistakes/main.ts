/* Writes docs/mistakes-caught.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from './judge.ts';
import type { Peer } from './peer.ts';
import { cdk } from './peers/cdk.ts';
import { cloudCopilot } from './peers/cloud-copilot.ts';
import { iamFloyd } from './peers/iam-floyd.ts';
import { leastwise } from './peers/leastwise.ts';
import { policyTypes } from './peers/policy-types.ts';
import { type Column, renderPage } from './table.ts';
import { askRegistry, installedVersion, MISSING } from './versions.ts';

const HERE = import.meta.dirname;
const PAGE = join(HERE, '../../docs/mistakes-caught.md');
const PEERS: readonly Peer[] = [leastwise, iamFloyd, cdk, policyTypes, cloudCopilot];

async function columnOf(peer: Peer): Promise<Column> {
  process.stderr.write(`judging ${peer.title}\n`);
  const judgements = await judge(peer, join(HERE, '.tmp', peer.package.replace(/\W+/g, '-')));
  const version = peer === leastwise ? [] : [installedVersion(peer.package)];
  return { title: [peer.title, ...version].join(' '), judgements };
}

const columns: Column[] = [];
for (const peer of PEERS) columns.push(await columnOf(peer));
const absent = await Promise.all(MISSING.map(async (name) => ({ name, why: await askRegistry(name) })));

const page = renderPage(columns, absent);
process.stdout.write(page);
writeFileSync(PAGE, page);
