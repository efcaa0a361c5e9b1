import { leastPrivilege } from '@leastwise/emulator';
import { print } from '@leastwise/policy';
import { accountForTests, clientsOfJob } from './account.ts';
import { JOB } from './role.ts';
import { train } from './train.ts';

const cloud = await accountForTests();
const job = await clientsOfJob(cloud);

cloud.calls.clear();
console.log(`Under its role the job gives ${await train(job, JOB)}.`);
const policy = leastPrivilege(cloud.calls.list());

console.log('\nPointed at another bucket it is denied:');
const elsewhere = { ...JOB, data: { bucket: 'payroll', prefix: 'train/' } };
await train(job, elsewhere).catch((error: unknown) => console.log(`  ${String(error)}`));

console.log('\nThe reason, statement by statement:');
for (const { permissions } of cloud.calls.denied()) {
  for (const { why } of permissions) if (why !== undefined) console.log(`  ${why.replaceAll('\n', '\n  ')}`);
}

console.log('\nWhat the job did, as a policy:');
console.log(print(policy));
if (cloud.calls.denied().length !== 1) process.exitCode = 1;
