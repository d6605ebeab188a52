import { z } from 'zod';
import { MAX_VIEW_NAME_LENGTH, MAX_VIEW_STATE_LENGTH } from '@/lib/domain/saved-view';

/** What people write for a view's name. */
export const viewName = z
  .string()
  .trim()
  .min(1, 'Give the view a name')
  .max(MAX_VIEW_NAME_LENGTH, `A name has at most ${MAX_VIEW_NAME_LENGTH} characters`);

/** What a view shows. */
export const viewStateFields = {
  search: z.string().max(MAX_VIEW_STATE_LENGTH, 'The search is too long to be saved'),
  columns: z.string().max(MAX_VIEW_STATE_LENGTH, 'The columns are too many to be saved'),
};
