import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessRequest, DecidedBy, DecisionEffect, Policies } from '../src/index.ts';

/** A claim about a decision, as data, with the page of AWS's documentation that it rests on. */
export interface Case {
  readonly title: string;
  readonly page: string;
  readonly policies: Policies;
  readonly request: AccessRequest;
  readonly expect: {
    readonly effect: DecisionEffect;
    readonly by?: DecidedBy;
    /** The paths of the statements that decided. */
    readonly statements?: readonly string[];
    readonly missingKeys?: readonly string[];
  };
}

const FOLDER = join(import.meta.dirname, '../cases');

/** Every case by the name of its file. */
export const caseFiles: readonly (readonly [string, readonly Case[]])[] = readdirSync(FOLDER)
  .sort()
  .map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly Case[],
  ]);
