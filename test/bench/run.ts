/**
 * Measures the built package against its peers and prints a Markdown table: `npm run bench`. With `-- --write` the
 * table also replaces what stands between the bench marks of README.md. Figures of one run compare with each other.
 */
import { machine } from './machine.js';
import { inOwnProcess, ownSection } from './own-process.js';
import { writeToReadme } from './readme.js';
import { type Figure, toMarkdown } from './table.js';

/** Loaded one after the other, those that start processes first, while this one is still small. */
const SECTIONS: readonly (() => Promise<Figure[]>)[] = [
  async () => (await import('./cold-start.js')).coldStart(),
  async () => (await import('./many-rows.js')).manyRows(),
  async () => (await import('./questions.js')).questions(),
  async () => (await import('./size.js')).size(),
  async () => (await import('./one-date.js')).oneDate(),
  async () => (await import('./limit.js')).limit(),
  async () => (await import('./whole-plan.js')).wholePlan(),
  async () => inOwnProcess('columns'),
];

if (ownSection() === 'columns') {
  process.stdout.write(JSON.stringify((await import('./columns.js')).columns()));
} else if (ownSection() === 'hand-join') {
  await (await import('./hand-join.js')).runHandJoin(process.argv.slice(4));
} else {
  const figures: Figure[] = [];
  for (const section of SECTIONS) figures.push(...(await section()));
  const text = `${machine()}\n\n${toMarkdown(figures)}\n`;
  process.stdout.write(text);
  if (process.argv.includes('--write')) writeToReadme(text, 'bench');
  if (figures.some((figure) => figure.broken)) process.exitCode = 1;
}
