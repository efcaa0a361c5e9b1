import { isEmpty } from '@leastwise/apply';
import { story } from './story.ts';

const { left } = await story(console.log);
if (!isEmpty(left)) process.exitCode = 1;
