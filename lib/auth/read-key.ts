/** `Bearer KEY`, or `Basic` with the key as user name; null without one. */
export function readKey(authorization: string | null): string | null {
  const [scheme, value] = (authorization ?? '').split(/\s+/, 2);
  if (!value) return null;
  if (scheme?.toLowerCase() === 'bearer') return value;
  if (scheme?.toLowerCase() !== 'basic') return null;
  return Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] || null;
}
