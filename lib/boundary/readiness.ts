import { pingDatabase } from '@/lib/db/ping-database';
import { heldDays } from '@/lib/retention/held-days';
import { problem } from './problem';
import { toAppError } from './to-app-error';

/** 200 with `ready`, and a line for what needs somebody's eye but keeps no request from being answered. */
export async function readiness(): Promise<Response> {
  try {
    await pingDatabase();
    const held = await heldDays();
    const warning = `days kept beyond the retention because they are not exported: ${held.join(', ')}\n`;
    return new Response(`ready\n${held.length > 0 ? warning : ''}`, {
      headers: { 'cache-control': 'no-store' },
    });
  } catch (error) {
    return problem(toAppError(error));
  }
}
