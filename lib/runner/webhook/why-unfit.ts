import { isIP } from 'node:net';
import { type AddressPolicy, whyClosed } from './address-policy';
import { webhookUrl } from './webhook-url';

/**
 * Why a URL cannot be that of a webhook, as far as can be told without asking for its name; null where it
 * can. Where a name leads is judged at every delivery, whatever it led to before.
 */
export function whyUnfit(text: string, policy: AddressPolicy): string | null {
  const url = webhookUrl(text);
  if (!url) {
    return 'The URL has to start with http:// or https://, without a name and a password in it';
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!isIP(host)) return null;
  return whyClosed(host, Number(url.port || (url.protocol === 'https:' ? 443 : 80)), policy);
}
