import { pingDatabase } from '@/lib/db/ping-database';
import { problem } from './problem';
import { toAppError } from './to-app-error';

export async function readiness(): Promise<Response> {
  try {
    await pingDatabase();
    return new Response('ready\n', { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return problem(toAppError(error));
  }
}
