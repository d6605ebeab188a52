import { serveRuns } from '@/lib/runner/sandbox/serve-runs';

serveRuns();
