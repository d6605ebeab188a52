'use client';

import { useEffect, useRef, useState } from 'react';
import { toast } from '@/components/ui/toast';
import { failureWords } from '@/lib/format/failure-words';

interface Progress {
  /** `Exporting`. */
  doing: string;
  done: number;
  /** Null while nobody knows. */
  total: number | null;
}

type Steps = (job: { signal: AbortSignal; onProgress: (done: number) => void }) => Promise<void>;

/** One long piece of work at a time: how far it is, why it failed, and the way to stop it. */
export function useJob() {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const run = async (doing: string, total: number | null, steps: Steps) => {
    const controller = new AbortController();
    abort.current = controller;
    setFailed(null);
    setProgress({ doing, done: 0, total });
    try {
      await steps({
        signal: controller.signal,
        onProgress: (done) => setProgress({ doing, done, total }),
      });
    } catch (error) {
      if (controller.signal.aborted) toast(`${doing}: cancelled`);
      else setFailed(`${doing} failed: ${failureWords(error)}`);
    } finally {
      setProgress(null);
    }
  };
  return { progress, failed, run, cancel: () => abort.current?.abort() };
}
