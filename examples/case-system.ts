/** A case system asks when something is due, and shows the social worker why. */
import { type StandingDeadline, TimescaleError, timescales } from 'in-timescale';
import wokingham from 'in-timescale/rules/wokingham';

const authority = timescales(wokingham, {
  closures: [{ from: '2026-12-29', until: '2026-12-31', name: 'Christmas shutdown' }],
  series: { 'transfer-meetings': ['2026-04-01', '2026-04-08', '2026-04-15'] },
});

/** The line beside the date in a worker's task list. */
function taskLine(deadline: StandingDeadline): string {
  const days =
    deadline.workingDaysLate === null
      ? `${deadline.workingDaysLeft} working days left`
      : `${deadline.workingDaysLate} working days late`;
  return `${deadline.title}: ${deadline.due} (${deadline.outcome}, ${days}; ${deadline.clauses.map((clause) => clause.id).join(', ')})`;
}

try {
  const conference = authority.due(
    'initial-conference',
    { case: 'C-7', events: [{ event: 'strategy-discussion', on: '2026-03-27' }] },
    { asOf: '2026-04-13' },
  );
  console.log(taskLine(conference));
} catch (error) {
  // Whatever is wrong with the input comes with a code, the place, and a sentence that helps.
  if (error instanceof TimescaleError) console.error(`${error.code} at ${error.path}: ${error.message}`);
  else throw error;
}
