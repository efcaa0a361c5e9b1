import { story } from './story.ts';

const { plan } = await story(console.log);
if (plan.steps.some(({ kind }) => kind !== 'adopt')) process.exitCode = 1;
