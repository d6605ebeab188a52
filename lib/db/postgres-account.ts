import { execFileSync } from 'node:child_process';
import { StartProblem } from './start-problem';

export interface PostgresAccount {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root; then it runs under this system user. */
const NAME = 'postgres';

/** null: this process may run PostgreSQL itself. */
export function postgresAccount(say: (line: string) => void): PostgresAccount | null {
  if (process.getuid?.() !== 0) return null;
  const there = lookUp();
  if (there) return there;
  try {
    execFileSync(
      '/usr/sbin/useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME],
      {
        stdio: 'pipe',
      },
    );
  } catch (error) {
    throw new StartProblem(
      `PostgreSQL does not run as root, and the system user "${NAME}" could not be made (${error instanceof Error ? error.message.trim() : error}). Start Runlens as an ordinary user.`,
    );
  }
  say(`made the system user "${NAME}": PostgreSQL does not run as root`);
  const made = lookUp();
  if (!made)
    throw new StartProblem(
      `the system user "${NAME}" was made but cannot be found. Start Runlens as an ordinary user.`,
    );
  return made;
}

function lookUp(): PostgresAccount | null {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, NAME], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}
