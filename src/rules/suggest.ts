/** Edit distance between two words, swaps of neighbours counted as one; stops caring above `most`. */
function distance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let twoBack: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let best = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        best = Math.min(best, twoBack[j - 2]! + 1);
      }
      row.push(best);
    }
    twoBack = previous;
    previous = row;
  }
  return previous[right.length]!;
}

/** The known name nearest to a misspelt one, or undefined when none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const most = Math.max(2, Math.floor(wanted.length / 4));
  let best: string | undefined;
  let bestDistance = most + 1;
  for (const candidate of known) {
    const found = distance(wanted, candidate.toLowerCase(), most);
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** ` Did you mean "…"?`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const found = nearest(name, known);
  return found === undefined ? '' : ` Did you mean "${found}"?`;
}
