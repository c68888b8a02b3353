/** Repeatable noise: a function that gives values of a standard normal distribution (Box and Muller, 1958). */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  // The generator of Numerical Recipes: plain, and the same everywhere.
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
