import { askServer } from './ask-server';
import type { ServerPlace } from './server-place';

export interface FetchedBundle {
  /** A bare name: the server's word is not trusted with a folder. */
  name: string;
  text: string;
}

/** The Python file of one execution. Throws CliProblem. */
export async function fetchBundle(place: ServerPlace, id: string): Promise<FetchedBundle> {
  const answer = await askServer(place, `/api/v1/executions/${id}/bundle`);
  const said = /filename="([^"]*)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  const name = (said ?? '').replace(/[^A-Za-z0-9._-]/g, '_').replace(/^[.-]+/, '');
  return { name: name || 'execution.py', text: await answer.text() };
}
