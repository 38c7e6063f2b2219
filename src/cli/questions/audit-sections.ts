import type { Audit } from '../../questions/audit/audit.js';
import type { AuditedRule, WorkedExample } from '../../questions/audit/audited.js';
import type { Contradiction } from '../../questions/audit/contradictions.js';
import type { LocalForm } from '../../questions/audit/looser.js';
import type { Ambiguity } from '../../questions/audit/readings.js';
import type { Unmeetable } from '../../questions/audit/unmeetable.js';
import { counted, peopleDate } from '../dates.js';
import { stdout } from '../output.js';
import { PROSE_WIDTH, textTable } from '../text-table.js';
import { clauseIds, percent, spanText } from './figures.js';

const idOf = (rule: string): string => rule.slice(rule.indexOf('/') + 1);

const ruleText = ({ rule, clauses }: AuditedRule): string =>
  `${stdout.paint('cyan', idOf(rule))} (${clauseIds(clauses)})`;

const heading = (title: string, count: number): string => `${stdout.paint('bold', `${title}: ${count}`)}\n`;

/** An entry: what it is about, and under it what is said of it. */
const entry = (about: string, lines: readonly string[]): string =>
  `  ${about}\n${textTable(
    lines.filter((line) => line !== '').map((line) => [line]),
    { indent: 6, width: PROSE_WIDTH },
  )}`;

function exampleText(example: WorkedExample | null): string {
  if (!example) return '';
  const ids = new Set(example.dates.map(({ rule }) => idOf(rule)));
  // Where two tables call it by one name, the tables tell them apart.
  const nameOf = ids.size < example.dates.length ? (rule: string) => rule : idOf;
  const dates = example.dates.map(({ rule, due }) => `${nameOf(rule)} ${peopleDate(due)}`);
  return `started on ${peopleDate(example.start)}: ${dates.join(', ')}`;
}

function contradictionText({ rules, verdict, why, extent, apart, example, declared }: Contradiction): string {
  const about = `${ruleText(rules[0])} and ${ruleText(rules[1])}`;
  const told = {
    'dates-part': () =>
      `their dates part on ${percent(extent!.share)} of start days: the second ${spanText(apart!.least, apart!.greatest)}`,
    'starts-part': () => 'the same date from one day, but another event starts the clock',
    agree: () => 'the same date on every start day',
    undecided: () => 'can not be told from dates',
  }[verdict]();
  return entry(about, [
    declared ? told : `${told}; the table does not say so`,
    why ?? '',
    exampleText(example),
  ]);
}

function contradictions({ contradictions: all }: Audit): string {
  const order = ['dates-part', 'starts-part', 'undecided', 'agree'];
  const sorted = [...all].sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
  return heading('Clauses that contradict each other', all.length) + sorted.map(contradictionText).join('');
}

function localFormText({ local, national, stance, why, extent, apart, example, ...rest }: LocalForm): string {
  const about = `${ruleText(local)}, local form of ${national.rule} (${clauseIds(national.clauses)}, ${national.strength})`;
  const told = {
    looser: () =>
      `looser: later on ${percent(extent!.share)} of start days (${spanText(apart!.least, apart!.greatest)})`,
    tighter: () => `tighter: ${spanText(apart!.least, apart!.greatest)}`,
    equal: () => 'the same date on every start day',
    undecided: () => 'can not be told from dates',
  }[stance]();
  return entry(about, [
    told,
    why ?? '',
    stance === 'looser' ? exampleText(example) : '',
    rest.keptUnderAnotherReading ? 'under another reading of the clause it is never later' : '',
    national.verified ? '' : 'the national figure was not read at its source',
  ]);
}

function localForms({ localForms: all }: Audit): string {
  const order = ['looser', 'undecided', 'tighter', 'equal'];
  const sorted = [...all].sort((one, other) => order.indexOf(one.stance) - order.indexOf(other.stance));
  const counts = order.map((stance) => `${all.filter((one) => one.stance === stance).length} ${stance}`);
  return (
    heading('Local forms of national rules', all.length) +
    (all.length === 0 ? '' : `  ${counts.join(', ')}\n`) +
    sorted.map(localFormText).join('')
  );
}

const KINDS: Readonly<Record<Unmeetable['kind'], string>> = {
  'closed-window': 'the window opens after its own last day',
  'before-the-start':
    'due before the clock of what it leads up to has started, even if that is held on its last day',
  'steps-exceed-cap': 'the steps take longer than the limit for the whole, if each takes all of its time',
};

function unmeetableText({ kind, rules, under, extent, example }: Unmeetable): string {
  const dates = example.dates.map(({ rule, due }) => `${idOf(rule)} ${peopleDate(due)}`);
  return entry(rules.map(ruleText).join(', '), [
    `${KINDS[kind]}: on ${percent(extent.share)} of start days`,
    under.length === 0 ? '' : `only where a clause is read otherwise: ${under.join('; ')}`,
    `worst, by ${counted(example.days, 'day')}, started on ${peopleDate(example.start)}: ${dates.join(', ')}`,
  ]);
}

const unmeetable = ({ unmeetable: all }: Audit): string =>
  heading("Clauses that can't be met together", all.length) + all.map(unmeetableText).join('');

function ambiguityText({ rule, step, because, extent, apart, example }: Ambiguity): string {
  const about = step === null ? ruleText(rule) : `${ruleText(rule)}, step ${step}`;
  if (!extent || !apart) return entry(about, [because, 'its dates are not counted from one start']);
  if (extent.on === 0) return entry(about, [because, 'the same date on every start day']);
  const shown =
    example &&
    `started on ${peopleDate(example.start)}: ${peopleDate(example.due)}, or ${peopleDate(example.otherwise)}`;
  return entry(about, [
    because,
    `another date on ${percent(extent.share)} of start days: ${spanText(apart.least, apart.greatest)}`,
    shown ?? '',
  ]);
}

function ambiguities({ ambiguities: all }: Audit): string {
  const sorted = [...all].sort((one, other) => (other.extent?.share ?? -1) - (one.extent?.share ?? -1));
  return (
    heading('Clauses that can be read in more than one way', all.length) + sorted.map(ambiguityText).join('')
  );
}

const unverified = ({ unverified: all }: Audit): string =>
  heading('Clauses that lean on a figure not read at its source', all.length) +
  all
    .map(({ rule, source }) =>
      entry(ruleText(rule), [
        `${rule.rule === source.rule ? '' : `${source.rule}, `}${source.instrument}, ${source.provision}`,
      ]),
    )
    .join('');

/** The parts of an audit, each as text. */
export const SECTIONS = {
  contradictions,
  'local-forms': localForms,
  unmeetable,
  ambiguities,
  unverified,
} as const satisfies Readonly<Record<string, (found: Audit) => string>>;

export type SectionName = keyof typeof SECTIONS;
