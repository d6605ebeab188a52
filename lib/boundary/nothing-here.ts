import { AppError } from '@/lib/domain/app-error';
import { defineRoute } from './define-route';

/** What the API answers where it has no route. */
export const nothingHere = defineRoute(() => {
  const message = 'The API has nothing at this address: /api/openapi.json says what it has';
  throw new AppError('not_found', message);
});
