import { openApiAnswer } from '@/lib/boundary/open-api-answer';

export const dynamic = 'force-dynamic';

/** The API in OpenAPI 3.1. It holds nothing of any project, so nobody has to sign in for it. */
export const GET = openApiAnswer;
