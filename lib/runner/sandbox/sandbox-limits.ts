import type { SandboxLimits } from './run-in-sandbox';

const MIB = 1024 * 1024;

/** The limits of one run; of its time the job says how much it is. */
export function sandboxLimits(allowedMs: number): SandboxLimits {
  return {
    wallMs: allowedMs,
    // Threads may use several processors at once, and then end before the wall does.
    cpuS: Math.ceil(allowedMs / 1000) + 1,
    memoryBytes: 1024 * MIB,
    fileBytes: 16 * MIB,
    outputBytes: MIB,
    files: 10_000,
    descriptors: 512,
    threads: 64,
  };
}
