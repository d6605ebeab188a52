/** Without a name and a password in it, which would stand in every log; null for what is no place of the web. */
export function webhookUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isFit = /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isFit && url.hostname !== '' ? url : null;
}
