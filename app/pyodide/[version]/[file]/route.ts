import { defineSessionRoute } from '@/lib/boundary/define-session-route';
import { pythonFile } from '@/lib/runner/python-files';

/** A file of the Python that runs in the browser. */
export const GET = defineSessionRoute<{ version: string; file: string }>(({ request, params }) =>
  pythonFile(params.version, params.file, request.headers.get('accept-encoding')),
);
