import { probeSandbox } from './probe-sandbox';
import type { BuildProgram, SandboxState } from './sandbox';

const holder = globalThis as { runlensSandbox?: Promise<SandboxState> };

/** Whether this process can fence runs in. Found out once, at the first question. */
export function sandboxState(buildProgram: BuildProgram): Promise<SandboxState> {
  holder.runlensSandbox ??= probeSandbox(buildProgram);
  return holder.runlensSandbox;
}
