import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';

const shape = z.object({ search: z.string().max(20_000) });

/** What shall be selected: the URL search of a screen. Throws `invalid_input`. */
export async function parseSelectionRequest(request: Request): Promise<string> {
  const parsed = shape.safeParse(await request.json().catch(() => null));
  if (!parsed.success) throw new AppError('invalid_input', 'Send {"search": "?q=…"}');
  return parsed.data.search;
}
