import { readFileSync, writeFileSync } from 'node:fs';

const README = new URL('../../README.md', import.meta.url);
const MARKED = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;

/** Puts the table between the marks. */
export function writeToReadme(text: string): void {
  const before = readFileSync(README, 'utf8');
  if (!MARKED.test(before)) throw new Error('README.md has no <!-- bench --> and <!-- /bench -->');
  writeFileSync(
    README,
    before.replace(MARKED, (_, open: string, close: string) => `${open}${text}${close}`),
  );
}
