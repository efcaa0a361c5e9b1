// Preloaded: when the process ends, writes the most memory that it ever had, in KiB, as the last line of its output.
// Not process.resourceUsage().maxRSS: Linux carries that over from the process that forked, which hides whatever is smaller.
const { readFileSync } = require('node:fs');

process.on('exit', () => {
  const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  process.stdout.write(`\n${peak}\n`);
});
