/** The process answers. Never depends on the database: a restart would not mend that. */
export const dynamic = 'force-dynamic';

export const GET = () => new Response('ok\n', { headers: { 'cache-control': 'no-store' } });
