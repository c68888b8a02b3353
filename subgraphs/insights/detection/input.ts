import type {
  CalendarEntry,
  CartSignal,
  DailySeries,
  Preferences,
  SliceSeries,
  ToldStory,
} from './finding.ts';

/** What detection looks at. */
export interface DetectionInput {
  readonly series: DailySeries;
  /** The day in whose morning this is looked at: days before it are complete, it and later ones are not read. */
  readonly asOf: string;
  /** ISO 4217, of the money in the series. */
  readonly currency: string;
  /** Stories the merchant has been told within TOLD_DAYS of asOf. */
  readonly told?: readonly ToldStory[];
  /** The slices of the shop that the warehouse found worth a look, at most fifty. */
  readonly slices?: readonly SliceSeries[];
  /** What the merchant said beforehand of its days. */
  readonly calendar?: readonly CalendarEntry[];
  /** What the merchant does not want to hear. */
  readonly preferences?: Preferences;
  /** Odd carts of the newest complete day. */
  readonly carts?: readonly CartSignal[];
  /** Whether single unusual days are told of, beside changes that last (default true). */
  readonly weekdayAnomalies?: boolean;
  /** For measurements: overrides the false discovery rate. */
  readonly falseDiscoveryRate?: number;
}
