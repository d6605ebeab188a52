import { signInRoute } from '@/lib/boundary/sign-in-route';

export const dynamic = 'force-dynamic';
export const GET = signInRoute;
/** A preview that only asks for headers must not use the token up. */
export const HEAD = () => new Response(null, { status: 405, headers: { allow: 'GET' } });
