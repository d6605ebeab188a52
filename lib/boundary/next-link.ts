import { env } from '@/lib/env';

/**
 * The header that names the next page of a list (RFC 8288), as a whole URL: few clients put a relative
 * one together. Empty at the end of the list.
 * @param name of the parameter that says where a page begins
 */
export function nextLink(
  request: Request,
  name: string,
  next: string | null,
): Record<string, string> {
  if (next === null) return {};
  const { pathname, search } = new URL(request.url);
  const url = new URL(`${pathname}${search}`, env().publicUrl);
  url.searchParams.set(name, next);
  return { link: `<${url.href}>; rel="next"` };
}
