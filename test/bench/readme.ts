import { readFileSync, writeFileSync } from 'node:fs';

const README = new URL('../../README.md', import.meta.url);

/** Puts a text between two marks of this name. */
export function writeToReadme(text: string, mark: string): void {
  const marked = new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*?(<!-- /${mark} -->)`);
  const before = readFileSync(README, 'utf8');
  if (!marked.test(before)) throw new Error(`README.md has no <!-- ${mark} --> and <!-- /${mark} -->`);
  writeFileSync(
    README,
    before.replace(marked, (_, open: string, close: string) => `${open}${text}${close}`),
  );
}
