import type { Occurrence } from './history.js';

/** Whether a completion names a trigger, by its id or its event. */
export const belongsTo = (completion: Occurrence, trigger: Occurrence) =>
  completion.for !== null && (completion.for === trigger.id || completion.for === trigger.event);

/** Whether a completion names another of the triggers. */
export const isLinkedElsewhere = (
  completion: Occurrence,
  trigger: Occurrence,
  triggers: readonly Occurrence[],
) =>
  completion.for !== null &&
  !belongsTo(completion, trigger) &&
  triggers.some((other) => belongsTo(completion, other));
