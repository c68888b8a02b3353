/** A map that forgets what was used longest ago once the weights of its entries exceed a limit. */
export class LruCache<V> {
  readonly #entries = new Map<string, { value: V; weight: number }>();
  readonly #maxWeight: number;
  readonly #onEvict: ((value: V) => void) | undefined;
  #weight = 0;
  #hits = 0;
  #lookups = 0;

  constructor(maxWeight: number, onEvict?: (value: V) => void) {
    this.#maxWeight = maxWeight;
    this.#onEvict = onEvict;
  }

  get(key: string): V | undefined {
    this.#lookups++;
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#hits++;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: V, weight = 1): void {
    this.delete(key);
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#maxWeight) break;
      this.delete(oldest);
    }
  }

  delete(key: string): boolean {
    const entry = this.#entries.get(key);
    if (!entry) return false;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
    this.#onEvict?.(entry.value);
    return true;
  }

  clear(): void {
    for (const key of [...this.#entries.keys()]) this.delete(key);
  }

  /** Share of look-ups that were answered, 0 before the first. */
  get hitRatio(): number {
    return this.#lookups === 0 ? 0 : this.#hits / this.#lookups;
  }
}
