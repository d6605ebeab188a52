import { otlpRoute } from '@/lib/boundary/otlp-route';
import { ingestSpans } from '@/lib/ingest/ingest-otlp';

export const POST = otlpRoute('traces', ingestSpans);
