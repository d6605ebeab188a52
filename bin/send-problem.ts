import type { ServerResponse } from 'node:http';
import { problem } from '@/lib/boundary/problem';
import type { AppError } from '@/lib/domain/app-error';

/** Refuses what no route of the API gets to see, as the routes do. */
export async function sendProblem(response: ServerResponse, error: AppError): Promise<void> {
  const answer = problem(error);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(await answer.text());
}
