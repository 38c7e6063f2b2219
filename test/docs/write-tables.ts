/** Puts the list of tables into the README: `npm run readme`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { tablesInReadme } from './tables-in-readme.js';

const README = new URL('../../README.md', import.meta.url);
const PLACE = /(<!-- tables -->\n)[\s\S]*?(\n<!-- \/tables -->)/;

const readme = readFileSync(README, 'utf8');
writeFileSync(
  README,
  readme.replace(PLACE, (_, before: string, after: string) => before + tablesInReadme() + after),
);
