import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** sockaddr_un holds 108 bytes on Linux and 104 elsewhere, of which one ends the text. */
const LONGEST_PATH_BYTES = 103;

/**
 * The folder of the Unix socket beside the TCP port: a question by it costs a third less. It is the
 * cluster's own, which nobody else may enter. Null where the name of the socket would be too long.
 */
export function postgresSocketFolder(cluster: string, port: number): string | null {
  const fits = Buffer.byteLength(postgresSocket(cluster, port)) <= LONGEST_PATH_BYTES;
  // Its settings are a list with commas, whose quoting is not worth such a folder.
  return fits && !/[",]/.test(cluster) ? cluster : null;
}

/** The file that PostgreSQL makes for the port; beside it is one with `.lock` at the end. */
export function postgresSocket(cluster: string, port: number): string {
  return join(cluster, `.s.PGSQL.${port}`);
}

/**
 * For this server by its socket where it has one, else by TCP. Host and port stay in the URL, so
 * that whoever reads it knows the port.
 */
export function postgresUrl(options: {
  cluster: string;
  port: number;
  user: string;
  password: string;
  database: string;
}): string {
  const { cluster, port, user, password, database } = options;
  const url = `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  // A server that an older Runlens left running has none.
  if (!existsSync(postgresSocket(cluster, port))) return url;
  return `${url}?${new URLSearchParams({ host: cluster })}`;
}
