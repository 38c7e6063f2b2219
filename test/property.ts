import fc from 'fast-check';

/** The seed of every property test: set FAST_CHECK_SEED to try others. A failure prints the seed and the path. */
export const seed = Number(process.env.FAST_CHECK_SEED ?? 20260327);

/** Asserts a property with the common seed. */
export function check<T>(property: fc.IProperty<T>, { numRuns = 100 }: { numRuns?: number } = {}): void {
  fc.assert(property, { seed, numRuns });
}
