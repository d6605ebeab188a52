interface Times {
  startedAt: Date | null;
  finishedAt: Date | null;
  durationMs: number | null;
}

/** When a run ended: as it was told, else by its start and how long it took. */
export function endedAt({ startedAt, finishedAt, durationMs }: Times): Date | null {
  if (finishedAt || startedAt === null || durationMs === null) return finishedAt;
  return new Date(startedAt.getTime() + durationMs);
}
