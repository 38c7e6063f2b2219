/** Lines that only one of two lists has; both are put in order. */
export function differences(ours: string[], theirs: string[]): { onlyOurs: string[]; onlyTheirs: string[] } {
  ours.sort();
  theirs.sort();
  const onlyOurs: string[] = [];
  const onlyTheirs: string[] = [];
  for (let left = 0, right = 0; left < ours.length || right < theirs.length; ) {
    const our = ours[left];
    const their = theirs[right];
    if (our === their) {
      left += 1;
      right += 1;
    } else if (their === undefined || (our !== undefined && our < their)) {
      onlyOurs.push(our!);
      left += 1;
    } else {
      onlyTheirs.push(their);
      right += 1;
    }
  }
  return { onlyOurs, onlyTheirs };
}
