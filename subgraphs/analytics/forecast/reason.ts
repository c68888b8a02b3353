import { type Forecast, HistoryKind } from './model/forecast.ts';

/** Why a forecast is plainer than usual, for people; null when it is not. */
export function reasonOf({ kind, trainedDays, silentDays, backtest }: Forecast): string | null {
  switch (kind) {
    case HistoryKind.EMPTY:
      return 'Nothing was sold in the two years before, so nothing can be said.';
    case HistoryKind.DEAD:
      return `Nothing was sold in the last ${silentDays} days, far longer than ever before, so no sales are expected.`;
    case HistoryKind.SHORT:
      return `Only ${trainedDays} days are known, too few for a weekly pattern: every day is expected to be an average one.`;
    case HistoryKind.SPARSE:
      return 'Many days pass without a sale, so single days cannot be told apart: averages of the last eight weeks.';
    case HistoryKind.REGULAR:
      return backtest
        ? null
        : `Only ${trainedDays} days are known, too few to try methods on the past: the mean of the last four same weekdays, with ranges as wide as days have differed.`;
  }
}
