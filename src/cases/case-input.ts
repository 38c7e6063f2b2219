/** A dated thing on a case, as a case file has it. Dates and times are local, with no zone. */
export interface EventInput {
  event: string;
  /** `2026-03-27`, or `2026-03-27T16:40` where the time is known. */
  on: string;
  /** The day on which something that lasts ended. */
  until?: string;
  /** A name for other events to point to. */
  id?: string;
  /** The `id` (or the name) of the event that this one belongs to. */
  for?: string;
  facts?: Record<string, string | number | boolean>;
}

/** A case as a case file has it. */
export interface CaseInput {
  case?: string;
  authority?: string;
  facts?: Record<string, string | number | boolean>;
  /** A list, or for short `{ 'strategy-discussion': '2026-03-27' }`, with a list of dates for what repeats. */
  events: readonly EventInput[] | Readonly<Record<string, string | readonly string[]>>;
}
