import { execFileSync } from 'node:child_process';

/** Builds the package once before the tests that run the command and import the package as users do. */
export function setup(): void {
  if (process.env.IN_TIMESCALE_BUILT === '1') return;
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
