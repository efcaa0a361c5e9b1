import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { diff, type Plan, readAccount, renderPlan } from '@leastwise/apply';
import { emitCloudFormation, emitTerraform } from '@leastwise/apply/emit';
import { importAccount, type ImportedAccount } from '@leastwise/apply/import';
import { createAws } from '@leastwise/emulator';
import { growAccount } from './existing.ts';

/** What exists becomes a program, and what the program plans. */
export async function story(
  say: (text: string) => void,
): Promise<{ readonly imported: ImportedAccount; readonly plan: Plan }> {
  const config = createAws().rootClientConfig();
  const clients = { iam: new IAMClient(config), sts: new STSClient(config) };
  await growAccount(clients.iam);

  const account = await readAccount(clients);
  const imported = await importAccount(account, { stack: 'ml-team' });
  say(imported.source);
  for (const part of imported.literals)
    say(`// ${part}: the builders do not say this; it stands there as it was read.`);
  for (const notice of imported.notices) say(`// ${notice}`);

  say('\nThe program plans nothing but to take over what it describes:\n');
  const plan = diff(imported.stack, account, { adopt: true });
  say(renderPlan(plan, 'text'));

  say('\nThe same for other tools:\n');
  const { Resources } = emitCloudFormation(imported.stack);
  say(`CloudFormation: ${Object.keys(Resources).join(', ')}`);
  const { import: blocks = [] } = emitTerraform(imported.stack, { existing: account });
  say(`Terraform imports: ${blocks.map(({ to }) => to).join(', ')}`);
  return { imported, plan };
}
