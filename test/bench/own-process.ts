import { spawnSync } from 'node:child_process';
import type { Figure } from './table.js';

const ARGUMENT = '--section';

/** A section measured in a process of its own, where nothing else has taught the compiler or filled the memory. */
export function inOwnProcess(section: string): Figure[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, sectionOf(section), {
    encoding: 'utf8',
    maxBuffer: 1 << 24,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The arguments that start this program for one section alone; what follows them is the section's own. */
export const sectionOf = (section: string): string[] => [process.argv[1]!, ARGUMENT, section];

/** The section that this process was started for; undefined for all of them. */
export const ownSection = (): string | undefined =>
  process.argv.includes(ARGUMENT) ? process.argv[process.argv.indexOf(ARGUMENT) + 1] : undefined;
