import type { ElementChange, StatementChange } from '../statement-changes.ts';
import type { Line } from './lines.ts';

/** What happens to a statement: a sentence where it comes or goes, element by element where it changes. */
export function statementLines({ change, statement, elements }: StatementChange, depth: number): Line[] {
  if (change === 'add')
    return [{ depth, mark: '+', text: `statement ${statement}  ${sentence(elements, 'added')}` }];
  if (change === 'remove')
    return [{ depth, mark: '-', text: `statement ${statement}  ${sentence(elements, 'removed')}` }];
  const subject = statement === 0 ? 'document' : `statement ${statement}`;
  const width = Math.max(...elements.map(({ element }) => element.length), 0);
  return elements.flatMap(({ element, added, removed }, i) =>
    [...removed.map((value) => `- ${value}`), ...added.map((value) => `+ ${value}`)].map((value, j): Line => {
      const first = i + j === 0;
      const left = first ? subject : ' '.repeat(subject.length);
      const label = (j === 0 ? element : '').padEnd(width);
      return { depth, mark: first ? '~' : ' ', text: `${left}  ${label}  ${value}` };
    }),
  );
}

/** `Allow s3:GetObject on arn:aws:s3:::my-ml-datasets/* when StringLike s3:prefix train/*` */
function sentence(elements: readonly ElementChange[], side: 'added' | 'removed'): string {
  const values = (name: string): string | undefined =>
    elements.find(({ element }) => element === name)?.[side].join(', ');
  const phrase = (before: string, name: string): string[] => {
    const text = values(name);
    return text === undefined ? [] : [`${before}${text}`];
  };
  const phrases = (before: string, prefix: string): string[] => {
    const parts = elements
      .filter(({ element }) => element === prefix || element.startsWith(`${prefix} `))
      .map((each) => `${each.element.slice(prefix.length)} ${each[side].join(', ')}`.trim());
    return parts.length === 0 ? [] : [`${before}${parts.join(' and ')}`];
  };
  return [
    ...phrase('', 'Sid').map((sid) => `${sid}:`),
    ...phrase('', 'Effect'),
    ...phrase('', 'Action'),
    ...phrase('all but ', 'NotAction'),
    ...phrases('for ', 'Principal'),
    ...phrases('for all but ', 'NotPrincipal'),
    ...phrase('on ', 'Resource'),
    ...phrase('on all but ', 'NotResource'),
    ...phrases('when ', 'Condition'),
  ].join(' ');
}
