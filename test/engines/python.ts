import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NoEngine } from './engine.js';

const HOME = resolve('test/.scratch/python');

/** A Python of the run's own with some packages in it, made where it is not there yet. */
export function pythonWith(packages: readonly string[]): string {
  const python = join(HOME, 'bin', 'python');
  const call = (program: string, args: readonly string[]) => {
    const { status, stdout, stderr, error } = spawnSync(program, [...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    if (status !== 0)
      throw new NoEngine(
        `Python with ${packages.join(', ')} could not be had: ${error?.message ?? (stderr.trim() || stdout.trim()).split('\n').at(-1)}`,
      );
  };
  if (!existsSync(python)) call('python3', ['-m', 'venv', HOME]);
  call(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  return python;
}
