import type { OutcomeName } from '../../deadlines/outcome.js';

// An object, so that the compiler finds an outcome that is left out.
const ORDER: Readonly<Record<OutcomeName, true>> = {
  overdue: true,
  'due-today': true,
  'due-soon': true,
  upcoming: true,
  met: true,
  'met-late': true,
  'too-early': true,
  ended: true,
  disordered: true,
  unknown: true,
  'not-applicable': true,
  'not-started': true,
};

/** All outcomes, what needs somebody first. */
export const OUTCOMES = Object.keys(ORDER) as readonly OutcomeName[];
