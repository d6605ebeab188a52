import { headers } from 'next/headers';
import type { z } from 'zod';
import { findViewer } from '@/lib/auth/find-viewer';
import type { Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/domain/app-error';
import type { Result } from '@/lib/domain/result';
import { isSameOrigin } from './is-same-origin';
import { logFailure } from './log-failure';
import { toAppError } from './to-app-error';

/** Session, same origin, schema, run, errors as values: what every server action goes through. */
export function defineViewerAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  run: (call: { viewer: Viewer; input: z.output<S> }) => Promise<T>,
): (input: z.input<S>) => Promise<Result<T>> {
  return async (raw) => {
    try {
      const viewer = await findViewer();
      if (!viewer) throw new AppError('unauthenticated', 'Your session has ended: sign in again');
      if (!isSameOrigin(await headers())) throw new AppError('forbidden');
      const parsed = schema.safeParse(raw);
      if (!parsed.success) throw new AppError('invalid_input', parsed.error.issues[0]?.message);
      return { ok: true, value: await run({ viewer, input: parsed.data }) };
    } catch (thrown) {
      const error = toAppError(thrown);
      logFailure(`action ${name}`, error);
      return { ok: false, error: { code: error.code, message: error.message } };
    }
  };
}
