import type { Metadata } from 'next';
import { ApiReference } from '@/components/api-reference/api-reference';
import { env } from '@/lib/env';
import { buildOpenApi } from '@/lib/openapi/build-open-api';

export const metadata: Metadata = { title: 'API reference' };

/** What the source says as well, and nothing of any project: nobody has to sign in for it. */
export default function ApiReferencePage() {
  return <ApiReference api={buildOpenApi(env().publicUrl)} />;
}
