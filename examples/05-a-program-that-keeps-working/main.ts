import { tell } from './story.ts';

await tell(console.log);
