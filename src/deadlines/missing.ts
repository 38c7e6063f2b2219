/** Collects the names of what an answer would need and the case does not hold; a name may come more than once. */
export type Missing = string[];

export const NONE: readonly never[] = /* @__PURE__ */ Object.freeze([]);

/** The names once each, in the order in which they were missed. */
export function namesOf(missing: Missing): readonly string[] {
  if (missing.length < 2) return missing.length === 0 ? NONE : missing;
  return [...new Set(missing)];
}
