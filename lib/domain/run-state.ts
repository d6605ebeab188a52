/**
 * Where an open run is. `handed_over`: another system has accepted it and will report. A paused run
 * with a worker is held by it, stopped; one without waits for somebody to resume it.
 */
export type RunState = 'queued' | 'pending' | 'running' | 'paused' | 'handed_over';
