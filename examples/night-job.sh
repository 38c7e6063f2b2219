#!/bin/sh
# What a night job runs: every case of an export, the overdue list into a file, and an exit status that a scheduler
# can act on. The day is an argument: the command has no clock of its own.
#
#   examples/night-job.sh export.csv 2026-05-01 overdue.csv
set -u

export_file=$1
as_of=$2
report=$3

in-timescale check "$export_file" --authority wokingham --as-of "$as_of" \
  --rule initial-conference --only overdue --format csv >"$report"

case $? in
  0) echo "Nothing overdue on $as_of." ;;
  1) echo "Overdue on $as_of: see $report." ;;
  3) echo "Done, but some rows of $export_file were bad: see the error rows in $report." ;;
  *) echo "Nothing done: the message above says why." >&2; exit 2 ;;
esac
