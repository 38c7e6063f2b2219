import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { eventNoun } from '../../src/deadlines/describe/nouns.js';
import { loadTable } from '../../src/rules/load.js';
import { wokinghamTable } from '../tables.js';

const wokingham = timescales(wokinghamTable());

/** Written by hand, one for every form of timing and of condition that the table uses. */
const SENTENCES: Record<string, string> = {
  // within a period
  'initial-health-assessment':
    "Initial health assessment: due within 28 calendar days of the child's coming into care, unless the child's leaving care comes first.",
  'conference-decision':
    'Conference decision, plan and core group details circulated: due within 1 working day of the child protection conference.',
  // what stands in for a start
  'initial-conference':
    'Initial child protection conference: due within 15 working days of the start of the section 47 enquiry (or, if that is not recorded, the strategy discussion), unless a decision that no initial conference is needed or the closing of the case comes first.',
  // tiers of one period, and an extension
  'conference-record':
    'Conference record checked, signed and sent: due within 10 working days (target) or 20 working days (maximum) of the child protection conference.',
  assessment:
    'Child and family assessment: due within 25 working days (expected) or 45 working days (maximum) of the allocation of the assessment (or, if that is not recorded, the allocation of the case), unless the closing of the case comes first; the maximum applies only where the agreement to extend the assessment has been recorded since the start.',
  // tiers with timings of their own
  'care-plan':
    'Care plan: due no later than the start of the first placement of the spell of care (before placement) or 10 working days after the start of the first placement of the spell of care (not practicable).',
  // a period before
  'conference-invitations':
    'Invitations to a conference sent: due at least 5 working days before the child protection conference.',
  'benefits-application-help':
    "Help with applying for benefits: due at least 1 month before the child's 18th birthday, where the leaving care status is eligible or relevant.",
  // gates
  'leaving-care-grant': 'Access to the leaving care grant: due no later than the move to independence.',
  'care-plan-from-becoming-looked-after':
    "Care plan, counted from coming into care: due no later than 10 working days after the child's coming into care.",
  'vacation-accommodation':
    'Accommodation in college and university vacations: due no later than the end of the vacation, and not before the start of the vacation, where the young person is in education or training and the leaving care status is qualifying.',
  // on the day
  'danger-statement':
    "Danger statement, safety goals and scaling questions: due on the day of the assessment's completion.",
  'transition-assessment-looked-after':
    "Assessment of needs after 18 begun for a looked-after child: due on the child's 16th birthday, where the child is looked after now and the team is children with disabilities.",
  'care-leaver-circumstances':
    "Care leaver's circumstances updated on each birthday from 17 to 21: due on each of the child's 17th, 18th, 19th, 20th and 21st birthdays, where the leaving care status is eligible, relevant, former relevant or qualifying.",
  'transitions-notification':
    "Transitions team told of a child likely to need adult services: due on the later of the child's 14th birthday and the earlier of receipt of the first contact and receipt of the first referral, where the child is likely to move into adult services.",
  'outline-permanency-plan':
    'Outline permanency plan at the second review: due on the day of the second looked-after review of the spell of care.',
  // at once, after any of several
  'looked-after-review-brought-forward':
    'Review brought forward after a major change: due at once after the proposal to change the care plan or the major change between reviews.',
  // a day that opens, with no limit
  'leaving-care-support':
    "Support for a former relevant child lasts to 21: not before the child's 21st birthday, where the young person is not in education or training and the leaving care status is former relevant.",
  // the next of a series
  'autism-referral-hub-discussion':
    'Referral for one-to-one autism support discussed at the next early help hub meeting: due on the day of the first early help hub meeting on or after the sending of the autism referral.',
  'standards-next-review':
    'Printed date for the next review of the standards: due no later than the first standards review date on or after the publication of the standards.',
  // the earlier of two timings, and of two anchors
  'assessment-recording':
    "Assessment step completed: due within 45 working days of receipt of the referral or within 5 working days of the assessment's completion, whichever is earlier, unless the closing of the case comes first, where the allocation of the assessment, the start of the assessment or the assessment's completion is recorded.",
  'intervention-length':
    'Longest time for an intervention: due within 16 weeks of the earlier of receipt of the youth justice referral and the delivery of the disposal, where the youth justice disposal is early intervention or out of court disposal.',
  // an end that is the next of its own start
  'mid-term-review':
    "Mid-term review: due within 3 months of the looked-after review, unless the next looked-after review or the child's leaving care comes first.",
  // recurrences: plain, with legs, a leg alone, in phases, in a fixed rhythm, once in each period
  'supervision-looked-after':
    "Supervision of a child in care's case: due at least every 2 months from the child's coming into care, each counted from the one before, until the child's leaving care.",
  'looked-after-review':
    "Looked-after review: due first within 20 working days of the child's coming into care, then within 91 calendar days of the one before, then within 6 months of the one before, until the child's leaving care or the child's placement for adoption.",
  'first-looked-after-review':
    "First looked-after review: due within 20 working days of the child's coming into care.",
  'second-looked-after-review': 'Second looked-after review: due within 91 calendar days of the one before.',
  'looked-after-visit-after-move':
    "Weekly visit after a placement move: due at least every week from the placement move until 4 weeks after the placement move, each counted from the one before, but not beyond the child's leaving care.",
  'looked-after-visit-unapproved-placement':
    "Visit until the carer is approved or the final hearing is held: due at least every week from the start of the placement until the first looked-after review of the spell of care, then at least every 4 weeks until the carer's approval or the final hearing, each counted from the one before, but not beyond the start of the next placement or the child's leaving care, where either the carer approval is temporary, or the placement kind is with parents and the legal status is interim care order.",
  'placement-order-review':
    "Reviews at 3 and 6 months of a placement order for a child not yet placed: due at least every 3 months from the placement order, counted in a fixed rhythm from that day, until 6 months after the placement order, the child's placement for adoption or the child's leaving care.",
  'personal-education-plan-each-term':
    "Personal education plan meeting in each term: due once in each school term from the child's coming into care until the child's leaving care.",
  // shares of a cohort
  'allegation-resolution-1-month':
    'Four in five allegations resolved in a month: due within 1 month of receipt of the allegation, in at least 80% of cases.',
  'allegation-resolution-12-months':
    'All allegations resolved in twelve months: due within 12 months of receipt of the allegation, in all cases.',
  // counts
  'child-protection-bedroom':
    "Child's bedroom seen on a child protection visit: at least 1 in every 3 child protection visits is one where the child's bedroom was seen on the visit.",
  'stable-disabled-children-seen-at-school':
    "Stable disabled children seen at school in their turn: at least 1 in every 3 child in need visits is one where the visit place is school, where support and care keep the child's situation stable and the team is children with disabilities.",
  'occupational-therapy-inbox':
    'Occupational therapy duty inbox checked on four days a week: the check of the occupational therapy inbox takes place at least 4 times in each week.',
  // eligibilities: ages, totals, choices
  'eligible-child':
    'Eligible child: holds where the child is looked after now, the child is 16 or over but under 18 and the looked after spell adds up to at least 13 weeks since the age of 14.',
  'relevant-child':
    'Relevant child: holds where the child is not looked after now and the child is 16 or over but under 18, and either the looked after spell adds up to at least 13 weeks since the age of 14, or the young person was detained, in custody or in hospital, on the 16th birthday and the young person was looked after immediately before being detained.',
  'in-care-cohort-disabled-children':
    'Disabled child who counts as in care by nights away: holds where either the short break adds up to at least 75 calendar days in the last 12 months, or the stay away from home adds up to at least 75 calendar days in the last 12 months, for cases where the child has a disability.',
  'independence-as-permanence-plan':
    'Independence as the permanence plan, recorded in the pathway plan: holds where the child is 15 years 6 months or over.',
  // what happened, and what did not
  'assessment-on-re-referral':
    'Assessment started on a re-referral soon after early help closed: due at once after receipt of the referral, where the end of early help is recorded within the last 3 months.',
  'first-looked-after-review-interim-care-order':
    "First review after an interim care order: due within 20 working days of the interim care order, unless the child's leaving care comes first, where no looked-after review is recorded within the last 6 months.",
  'consent-before-agency-checks':
    "Both parents' consent before any agency check: due no later than the start of the agency checks, where no decision to override parental consent is recorded.",
  'early-help-step-up':
    'Early help case ready to step up to social care: holds where neither the start of early help nor clear progress on the early help plan is recorded within the last 6 weeks, the start of early help is recorded and the early help concern is high risk continuing, risk increased or plan not engaged with.',
  // facts denied, and none of something
  'referral-decision-after-recommendation':
    'Decision on next steps after a threshold recommendation: due within 24 hours of the threshold recommendation, unless the closing of the case comes first, where the next step is not strategy discussion.',
  'transition-assessment-short-breaks':
    "Short breaks assessment of needs after 18 begun: due on the child's 17th birthday, where the child receives short breaks, the team is children with disabilities and there is no plan.",
  // another rule that governs instead
  'closure-workflow-completion':
    'Closing steps completed and passed to a manager: due within 5 working days of the allocation of the closing steps, unless the closing of the case comes first, where the team is long term, unless the rule "closure form step down" governs.',
};

/** Forms that the language has and Wokingham's document does not use. */
const OTHER_FORMS: readonly (readonly [form: object, sentence: string])[] = [
  [
    {
      due: {
        within: '5 working days',
        of: 'referral-received',
        'received-in': 'office',
        roll: 'next-working-day',
      },
    },
    'within 5 working days of receipt of the referral (as received in the opening hours "office") (moved to the next working day if that day is not a working day)',
  ],
  [
    { due: { within: '2 weeks', of: 'care-order', counting: 'trigger-day' } },
    'within 2 weeks of the care order (that day counting as the first)',
  ],
  [
    { due: { within: '2 weeks', of: 'care-order', counting: 'next-working-day' } },
    'within 2 weeks of the care order (if that is not a working day, counted from the next working day)',
  ],
  [
    { due: { by: '2 working days', before: 'final-hearing', clear: true } },
    'at least 2 clear working days before the final hearing',
  ],
  [
    { due: { by: { target: '2 weeks', limit: '1 week' }, before: 'final-hearing' } },
    'at least 2 weeks (target) or 1 week (limit) before the final hearing',
  ],
  [{ due: { at: { age: ['17 years 6 months'] } } }, 'on the day the child reaches 17 years 6 months'],
  [{ due: { before: { gestation: '30 weeks' } } }, 'at least 10 weeks before the expected date of delivery'],
  [
    {
      due: {
        latest: [
          { within: '2 weeks', of: 'care-order' },
          { within: '1 month', of: 'placement-start' },
        ],
      },
    },
    'within 2 weeks of the care order or within 1 month of the start of the placement, whichever is later',
  ],
  [
    { due: { before: { nth: 'last', event: 'became-looked-after' } } },
    "no later than the child's last coming into care",
  ],
  [
    { due: { at: { next: 'transfer-meetings', after: 'allocation', 'at-most': '1 week' } } },
    'on the day of the first transfer meeting on or after the allocation of the case, at most 1 week away',
  ],
  [
    {
      due: {
        every: { expected: '1 week', maximum: '10 calendar days' },
        from: 'placement-start',
        roll: 'next-working-day',
      },
    },
    'at least every week (expected) or 10 calendar days (maximum) (moved to the next working day if that day is not a working day) from the start of the placement, each counted from the one before',
  ],
];

const LIMITS: readonly (readonly [form: object, sentence: string])[] = [
  [
    { limit: { 'at-most': '17 calendar days', 'in-each': 'short-break' } },
    'A rule: at most 17 calendar days in each short break.',
  ],
  [
    { limit: { 'at-most': '75 calendar days', 'in-any': '12 months', of: 'short-break' } },
    'A rule: at most 75 calendar days of short break in any 12 months.',
  ],
  [
    { qualifies: { not: { age: { under: '16 years' } }, plan: ['none'] } },
    'A rule: holds where the child is not under 16 and there is no plan.',
  ],
  [
    { qualifies: { not: { 'looked-after': true, disabled: true } } },
    'A rule: holds where it is not so that the child is looked after now and the child has a disability.',
  ],
  [
    { qualifies: { not: { happened: { event: ['care-order', 'placement-order'], since: 'start' } } } },
    'A rule: holds where neither the care order nor the placement order has been recorded since the start.',
  ],
  [
    { done: 'adoption-order', due: { within: '1 week', of: 'care-order' }, 'lapses-into': 'case-closed' },
    'A rule: due within 1 week of the care order; after that the closing of the case is deemed to have happened.',
  ],
];

function sentenceOf(form: object): string {
  const rule = { id: 'a-rule', title: 'A rule', strength: 'required', clauses: ['X-1'], ...form };
  const table = loadTable(
    [
      {
        file: 'authority.json',
        json: {
          id: 'example',
          name: 'Example',
          kind: 'authority',
          calendar: 'GB-ENG',
          zone: 'Europe/London',
          document: { title: 'Example' },
          from: '2020-01-01',
          hours: { office: { title: 'Office', open: { mon: '09:00-17:00' } } },
        },
      },
      { file: 'clauses.json', json: { clauses: [{ id: 'X-1', at: 'page 1', class: 'timed' }] } },
      { file: 'rules.json', json: { area: 'looked-after', rules: [rule] } },
    ],
    wokinghamTable().names,
  );
  return timescales(table).describe('a-rule');
}

describe('the sentence of a rule', () => {
  it.each(Object.entries(SENTENCES))('%s', (id, sentence) => {
    expect(wokingham.describe(id)).toBe(sentence);
  });

  it.each(OTHER_FORMS)('%j', (form, timing) => {
    expect(sentenceOf({ done: 'adoption-order', ...form })).toBe(`A rule: due ${timing}.`);
  });

  it.each(LIMITS)('%j', (form, sentence) => {
    expect(sentenceOf(form)).toBe(sentence);
  });

  it('has no seam showing, for any rule', () => {
    const seams =
      /undefined|null|\[object|the (the|a|an)\b|\bof (of|within)\b|\bof after\b| {2}|the became|, ,|,,|\(\)|then then|day of the day|\.\.|: \.|-days|where ,/;
    for (const { id, says } of wokingham.rules()) {
      expect(says, id).not.toMatch(seams);
      expect(says, id).toMatch(/^\S.*\w.*: .*\S\.$/);
    }
  });

  it('names every event with an article, a determiner or a bare noun, never as a participle of an id', () => {
    const { names } = wokinghamTable();
    for (const event of Object.keys(names.events)) {
      expect(eventNoun(names, event), event).not.toMatch(
        /\b(?:became|ceased|complete|completed|received|sent|made|started|ended|sought|given|recorded)$/,
      );
    }
  });
});

describe('the steps of an explanation', () => {
  const says = (rule: string, events: Record<string, string>) =>
    wokingham.explain(rule, { events }).explanations.flatMap(({ steps }) => steps.map((step) => step.says));

  it('begin with the event as the sentence names it', () => {
    expect(says('initial-health-assessment', { 'became-looked-after': '2026-03-02' })[0]).toBe(
      "The child's coming into care",
    );
  });

  it('say for what an event stands in', () => {
    expect(says('initial-conference', { 'strategy-discussion': '2026-03-27' })[0]).toBe(
      'The strategy discussion, standing in for the start of the section 47 enquiry, which is not recorded',
    );
  });
});
