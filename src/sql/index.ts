/** The same rules as SQL, for the engines that people already run. An entry of its own. */
export {
  type AuthoritySql,
  authoritySql,
  type RefusedRule,
  type RelationName,
  type RuleView,
  type SqlOptions,
} from './authority-sql.js';
export type { DialectName } from './dialect.js';
export { SCRIPT_PARTS, type ScriptPart, sqlScript } from './script.js';
