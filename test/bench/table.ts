/** One row of the table. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** Undefined for what is only reported. */
  readonly target?: { readonly text: string; readonly holds: boolean };
  /** It could not be measured at all. */
  readonly broken?: boolean;
}

export function toMarkdown(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, measured, target }) => [
    what,
    measured,
    target?.text ?? '',
    target === undefined ? '' : target.holds ? 'yes' : '**no**',
  ]);
  return [['What', 'Measured', 'Target', 'Holds'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

export const atMost = (value: number, limit: number, text: string) => ({
  text: `at most ${text}`,
  holds: value <= limit,
});

export const atLeast = (value: number, limit: number, text: string) => ({
  text: `at least ${text}`,
  holds: value >= limit,
});
