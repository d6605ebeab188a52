import type { FromHost, ToHost } from './host-message';
import { runInSandbox } from './run-in-sandbox';
import type { Sandbox } from './sandbox';

interface OpenRun {
  ending: AbortController;
  pause: (paused: boolean) => void;
}

/**
 * Runs what the parent process asks for, until that is gone: with this process end the sandboxes that it
 * has started. A signal to the whole group or service is the parent's to answer, which gives runs back.
 */
export function serveRuns(): void {
  const open = new Map<number, OpenRun>();
  let sandbox: Sandbox | null = null;

  async function serve({ number, run }: Extract<ToHost, { kind: 'run' }>): Promise<FromHost> {
    const ending = new AbortController();
    const listeners: ((paused: boolean) => void)[] = [];
    const pause = (paused: boolean) => {
      for (const listener of listeners) listener(paused);
    };
    open.set(number, { ending, pause });
    try {
      if (!sandbox) throw new Error('A run came before its sandbox');
      const onPause = (listener: (paused: boolean) => void) => listeners.push(listener);
      const end = await runInSandbox(sandbox, { ...run, signal: ending.signal, onPause });
      return { kind: 'end', number, end };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'failure', number, message };
    } finally {
      open.delete(number);
    }
  }

  process.on('message', (message: ToHost) => {
    if (message.kind === 'sandbox') sandbox = message.sandbox;
    else if (message.kind === 'stop') open.get(message.number)?.ending.abort();
    else if (message.kind === 'pause') open.get(message.number)?.pause(message.paused);
    else void serve(message).then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit());
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);
}
