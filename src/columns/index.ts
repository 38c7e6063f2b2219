/**
 * The same rules over columns: due dates, outcomes and days past due of any number of clocks at once, from the layout
 * that Arrow, DuckDB and numpy share. An entry of its own.
 */
export {
  bindColumns,
  type ClockInput,
  type ColumnsOptions,
  type RuleColumns,
  type Standings,
} from './bind-columns.js';
export type { FactColumn, FactColumns } from './conditions.js';
export type { Dates, DayColumn, Into } from './day-column.js';
export { APPLIES, OUTCOMES } from './outcomes.js';
export { type ColumnShare, type ShareOptions, shareByGroup } from './share.js';
export type { Starts } from './start-columns.js';
