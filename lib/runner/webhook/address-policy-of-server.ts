import { databaseUrl, env } from '@/lib/env';
import type { AddressPolicy } from './address-policy';
import { ipRange } from './ip-range';

const POSTGRES_PORT = 5432;

/** What this server lets webhooks reach, by its settings. */
export function addressPolicy(): AddressPolicy {
  const url = databaseUrl();
  const port = url && URL.canParse(url) ? new URL(url).port : '';
  return {
    allowed: env().webhookAllowCidrs.map(ipRange),
    databasePort: url === null ? null : Number(port || POSTGRES_PORT),
  };
}
