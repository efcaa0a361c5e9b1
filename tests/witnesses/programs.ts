/* Programs that nobody here wrote, which a test runs where they are on the machine. */
import { execFileSync } from 'node:child_process';

/** `undefined` where a program runs with these arguments, otherwise why what needs it is skipped. */
export function missing(
  program: string,
  args: readonly string[] = ['--version'],
  name: string = program,
): string | undefined {
  try {
    // Terraform asks the network for a newer version of itself unless it is told not to.
    const env = { ...process.env, CHECKPOINT_DISABLE: '1' };
    execFileSync(program, [...args], { stdio: 'ignore', timeout: 30_000, env });
    return undefined;
  } catch {
    return `${name} is not on this machine`;
  }
}

/** The title of what needs a program; where it is skipped, the title says why. */
export function titled(title: string, reason: string | undefined): string {
  return reason === undefined ? title : `${title} (skipped: ${reason})`;
}
