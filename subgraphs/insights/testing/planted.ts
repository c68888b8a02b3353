/** What an event does to a merchant's days. */
export type PlantedKind =
  | 'SPIKE'
  | 'DROP'
  | 'SHIFT_UP'
  | 'SHIFT_DOWN'
  | 'REFUND_WAVE'
  | 'TREND_CHANGE'
  | 'PRODUCT_STOPPED';

/** An event of the generator's own making. Days are indices into the series. */
export interface Planted {
  readonly kind: PlantedKind;
  readonly from: number;
  /** Its last day. */
  readonly to: number;
  /**
   * In standard deviations of one day's gross revenue (refund wave: of one day's refunds) around its expectation, on the
   * scale on which this merchant's noise is even; 0 for a trend change and a product that stopped.
   */
  readonly sigmas: number;
  /** PRODUCT_STOPPED: the product's key. */
  readonly product?: string;
}
