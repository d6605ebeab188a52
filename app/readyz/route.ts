import { readiness } from '@/lib/boundary/readiness';

export const dynamic = 'force-dynamic';

/** Requests can be answered: 200, or 503 naming the cause. */
export const GET = () => readiness();
