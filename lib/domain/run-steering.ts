/** What a person can want of a run that is not over. */
export const RUN_WISHES = ['cancel', 'pause', 'resume'] as const;

export type RunWishKind = (typeof RUN_WISHES)[number];

/** An open run, as far as it can be steered. */
export interface OpenRun {
  /** Another system has it, and is not told to pause. */
  isHandedOver: boolean;
  /** What was asked for and may still be on its way to the worker. */
  isCancelled: boolean;
  isPaused: boolean;
}

/** `done`: it stands so. `asked`: its worker does it within seconds. */
export type SteerOutcome = 'done' | 'asked';
