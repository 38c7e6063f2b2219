import { existsSync } from 'node:fs';
import type { RuleTable } from '../../rules/table.js';
import { authorityTable, sharedVocabulary } from '../authority-table.js';

/** The table of a built-in authority, or of a folder of rules of one's own, which has to be sound. */
export async function tableNamed(name: string, path: string): Promise<RuleTable> {
  if (!/[/\\]/.test(name) && !existsSync(name)) return authorityTable(name, path);
  const [{ loadTable }, { readRuleFolder }] = await Promise.all([
    import('../../rules/load.js'),
    import('../rule-folder.js'),
  ]);
  const { parts } = await readRuleFolder(name);
  return loadTable(parts, sharedVocabulary());
}
