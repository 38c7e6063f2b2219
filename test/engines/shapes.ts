import type { RuleView } from '../../src/sql/index.js';

const shapeOf = ({ sql }: RuleView): string =>
  sql
    .replace(/'[^']*'|`[^`]*`/g, 'x')
    .replace(/x(, x)+/g, 'x')
    .replace(/(WHEN x THEN \d+ ?)+/g, 'WHEN x ')
    .replace(/\d+(, \d+)+/g, '1')
    .replace(/IN \(1\)|= \d+/g, '= 1')
    .replace(/\d+/g, '1');

/** The first of all views whose queries differ only in names and numbers. */
export function oneOfEachShape(views: readonly RuleView[]): RuleView[] {
  const shapes = new Set<string>();
  return views.filter((view) => {
    const shape = shapeOf(view);
    return shapes.has(shape) ? false : shapes.add(shape);
  });
}

/** So many of a list, spread over the whole of it. */
export const someOf = <T>(all: readonly T[], count: number): T[] =>
  all.length <= count
    ? [...all]
    : Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)]!);
