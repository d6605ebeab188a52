import { defineSessionRoute } from '@/lib/boundary/define-session-route';
import { pythonFrame } from '@/lib/runner/python-frame';

/** The frame in which the code of a log runs, apart from everything. */
export const GET = defineSessionRoute(() => pythonFrame());
