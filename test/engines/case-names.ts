import type { Random } from './random.js';

/** Texts that end a quote, a statement, a line or a column, that mean something to one language or another, and none. */
export const HOSTILE = [
  'a"; drop table x; --',
  "'; drop table x; --",
  "'",
  '"',
  '\\',
  "\\'",
  'two\nlines',
  'carriage\r\nreturn',
  'tab\tand, comma',
  '`',
  '[x]',
  '%',
  '$1 {0} :on',
  'NULL',
  'constructor',
  '__proto__',
];

const FOREIGN = ['Zoë Ünal', 'Siân ŵ', 'Ελένη', 'Вера', '山田', 'مريم', '👧🏽', 'e\u0301 is not \u00e9'];

/** A case's name: mostly plain, else one that is hard to quote, to write, or to tell from the name before. */
export function caseName(start: string, at: number, random: Random): string {
  const plain = `${start}-${at}`;
  if (!random.happens(0.04)) return plain;
  const odd = random.below(4);
  if (odd === 0) return `${start.toLowerCase()}-${at - 1}`;
  if (odd === 1) return `${start}-${at - 1} `;
  return `${plain} ${random.one(odd === 2 ? HOSTILE : FOREIGN)}`;
}
