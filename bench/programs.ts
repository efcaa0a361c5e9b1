/* Programs made of the sample statements. */
import type { Sample } from './statements.ts';

/** Who a program is written for. */
export type Subject = 'leastwise' | 'iam-floyd' | 'literal';

/** What the statements import, whoever they are written for. */
function imports(subject: Subject, samples: readonly Sample[]): string {
  if (subject === 'literal') return '';
  if (subject === 'iam-floyd') return "import { Statement } from 'iam-floyd';\n";
  const services = new Map(samples.map(({ service, ident }) => [service, ident]));
  const lines = [...services].map(
    ([service, ident]) => `import { ${ident} } from '@leastwise/aws/${service}';\n`,
  );
  return `import { allow, aws, policy } from '@leastwise/policy';\n${lines.join('')}`;
}

/** A module with one policy a statement, for the compiler. */
export function statementsModule(subject: Exclude<Subject, 'literal'>, samples: readonly Sample[]): string {
  const lines = samples.map(({ leastwise, iamFloyd }, i) =>
    subject === 'leastwise'
      ? `export const p${i} = policy(${leastwise});\n`
      : `export const p${i} = ${iamFloyd};\n`,
  );
  return imports(subject, samples) + lines.join('');
}

/** A module whose default export builds one document of all statements and gives it as text. */
export function documentModule(subject: Subject, samples: readonly Sample[]): string {
  const list = samples.map((sample) => statement(subject, sample)).join(',\n  ');
  const document =
    subject === 'leastwise'
      ? `policy(\n  ${list},\n)`
      : `{ Version: '2012-10-17', Statement: [\n  ${list},\n] }`;
  return `${imports(subject, samples)}export default () => JSON.stringify(${document});\n`;
}

function statement(subject: Subject, { leastwise, iamFloyd, json }: Sample): string {
  if (subject === 'leastwise') return leastwise;
  return subject === 'iam-floyd' ? iamFloyd : JSON.stringify(json);
}
