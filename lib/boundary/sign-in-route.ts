import { cookies } from 'next/headers';
import { SESSION_COOKIE, SESSION_MAX_AGE_S } from '@/lib/auth/session-cookie';
import { signIn } from '@/lib/auth/sign-in';
import { paths } from '@/lib/paths';

/** The one-time link: sets the session and goes home, or says that the link is used up. */
export async function signInRoute(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const session = await signIn((await params).token);
  if (session) {
    (await cookies()).set(SESSION_COOKIE, session, {
      httpOnly: true,
      sameSite: 'lax',
      secure:
        request.headers.get('x-forwarded-proto') === 'https' || request.url.startsWith('https:'),
      path: '/',
      maxAge: SESSION_MAX_AGE_S,
    });
  }
  const location = session ? paths.home() : `${paths.signIn()}?used`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
