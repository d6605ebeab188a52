import type { AppError } from '@/lib/domain/app-error';

/** What a refusal says beside its body, in whichever manner: how to sign in, and when to come again. */
export function refusalHeaders({ code }: AppError, scheme: 'Bearer' | 'Basic'): Headers {
  const headers = new Headers();
  if (code === 'unauthenticated') headers.set('www-authenticate', `${scheme} realm="runlens"`);
  if (code === 'unavailable' || code === 'rate_limited') headers.set('retry-after', '2');
  return headers;
}
