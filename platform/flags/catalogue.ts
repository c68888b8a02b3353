/** A switch of the product that can be set for each merchant. */
export interface FeatureFlagDefinition {
  /** What is different when it is on, for whoever sets it. */
  description: string;
  /** What holds for merchants that have not set it. */
  default: boolean;
}

/** Every feature flag there is. A flag that nothing reads any more is removed here; rows of it are ignored. */
export const FEATURE_FLAGS = {
  'insights.weekday_anomalies': {
    description:
      'The nightly job also compares each day with earlier days of its own weekday, and tells of single unusual days. Off: only changes that last a week are told.',
    default: true,
  },
  'dashboard.live_updates': {
    description:
      'The dashboard listens for new insights and shows them at once. Off: it shows them when it is reloaded.',
    default: true,
  },
} as const satisfies Record<string, FeatureFlagDefinition>;

export type FeatureFlagName = keyof typeof FEATURE_FLAGS;

export const FEATURE_FLAG_NAMES = Object.keys(FEATURE_FLAGS) as FeatureFlagName[];

export const isFeatureFlag = (name: string): name is FeatureFlagName => Object.hasOwn(FEATURE_FLAGS, name);
