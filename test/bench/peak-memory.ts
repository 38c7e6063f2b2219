import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TIME = '/usr/bin/time';
/** Writes the peak in kilobytes to the file named in the environment, as Node sees it from within. */
const FROM_WITHIN = `data:text/javascript,import { writeFileSync } from 'node:fs';
  process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));`;

/** How to start a Node process so that its peak resident memory can be read afterwards. */
export function withPeakMemory(args: readonly string[], folder: string) {
  const file = join(folder, 'peak');
  const outside = process.platform === 'linux' && existsSync(TIME);
  return {
    command: outside ? TIME : process.execPath,
    args: outside
      ? ['-f', '%M', '-o', file, process.execPath, ...args]
      : ['--import', encodeURI(FROM_WITHIN), ...args],
    env: { ...process.env, PEAK_FILE: file },
    /** Megabytes. Where the command's exit status is not 0, a line about it comes before the figure. */
    peak: () => (Number(readFileSync(file, 'utf8').trim().split('\n').at(-1)) * 1024) / 1e6,
  };
}
