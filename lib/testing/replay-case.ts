/** An action that is hard to keep exactly. What it gives is recorded and replayed by Python. */
export interface ReplayCase {
  name: string;
  code: string;
  context?: string;
  stdin?: string;
  env?: string[];
  at?: string;
  timeout?: number;
  layout?: 'plain' | 'quoted' | 'json';
  outcome?: string;
  /** Printed addresses differ from run to run. */
  masked?: boolean;
}

export const replayCase = (
  name: string,
  code: string,
  more: Partial<ReplayCase> = {},
): ReplayCase => ({ name, code, ...more });
