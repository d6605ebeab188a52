import { defineRoute } from '@/lib/boundary/define-route';
import { metricsAnswer } from '@/lib/boundary/metrics-answer';

/** For Prometheus, which has the key as its bearer token. */
export const GET = defineRoute(({ projectId }) => metricsAnswer(projectId));
