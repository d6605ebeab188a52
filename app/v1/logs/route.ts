import { otlpRoute } from '@/lib/boundary/otlp-route';
import { ingestLogs } from '@/lib/ingest/ingest-otlp';

export const POST = otlpRoute('logs', ingestLogs);
