import { z } from 'zod';
import { MAX_CASE_NAME_LENGTH } from '@/lib/domain/limits';

/** What people write for a case's name. */
export const caseName = z
  .string()
  .transform((text) => text.toWellFormed().replaceAll('\0', '').trim())
  .pipe(
    z
      .string()
      .min(1, 'Give the case a name')
      .max(MAX_CASE_NAME_LENGTH, `A name has at most ${MAX_CASE_NAME_LENGTH} characters`),
  );
