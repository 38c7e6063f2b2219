import { parsePeriod } from '../time/period.js';
import type { Expression } from './expression.js';
import type { Anchor } from './schema/anchor.js';

/** Weeks of a pregnancy, from which gestation is worked back. */
const WEEKS_TO_DELIVERY = 40;

interface Scope {
  readonly standIns: readonly string[];
  readonly dueDateOf: (ruleId: string) => Expression;
}

/** True where every occurrence of the anchor's event has a clock of its own. */
export function isEach(anchor: Anchor): boolean {
  if (typeof anchor === 'string') return false;
  if ('each' in anchor) return true;
  if ('after' in anchor && 'of' in anchor) return isEach(anchor.of);
  return 'by' in anchor && isEach(anchor.before);
}

/** An anchor as the expression for the day it stands for. */
export function compileAnchor(anchor: Anchor, scope: Scope): Expression {
  if (typeof anchor === 'string') return { kind: 'event', events: [anchor], standIns: scope.standIns };
  if ('each' in anchor) return { kind: 'event', events: [anchor.each].flat(), standIns: scope.standIns };
  if ('nth' in anchor) return { kind: 'nth', event: anchor.event, nth: anchor.nth, spell: anchor.in ?? null };
  if ('age' in anchor) return { kind: 'age', ages: [anchor.age].flat().map(parsePeriod) };
  if ('gestation' in anchor) {
    const weeks = WEEKS_TO_DELIVERY - parsePeriod(anchor.gestation).amount;
    return plainShift({ kind: 'fact', fact: 'expected-delivery' }, `${weeks} weeks`, -1);
  }
  if ('due-date-of' in anchor) return scope.dueDateOf(anchor['due-date-of']);
  if ('next' in anchor) {
    return {
      kind: 'next',
      series: anchor.next,
      of: anchor.after === undefined ? { kind: 'previous' } : compileAnchor(anchor.after, scope),
      atMost: anchor['at-most'] === undefined ? null : parsePeriod(anchor['at-most']),
    };
  }
  if ('of' in anchor) return plainShift(compileAnchor(anchor.of, scope), anchor.after, 1);
  if ('before' in anchor) return plainShift(compileAnchor(anchor.before, scope), anchor.by, -1);
  const which = 'earliest' in anchor ? 'earliest' : 'latest';
  const of = ('earliest' in anchor ? anchor.earliest : anchor.latest).map((inner) =>
    compileAnchor(inner, scope),
  );
  return { kind: 'pick', which, of };
}

function plainShift(of: Expression, by: string, sign: 1 | -1): Expression {
  return { kind: 'shift', by: parsePeriod(by), sign, counting: 'next-day', clear: false, of };
}
