/** The Host headers under which this server answers; any other may be a rebound DNS name. */
export function allowedHosts(options: {
  host: string;
  port: number;
  publicUrl: string;
}): Set<string> {
  const own = options.host.includes(':') ? `[${options.host}]` : options.host;
  const names = [own, 'localhost', '127.0.0.1', '[::1]'].map(
    (name) => `${name.toLowerCase()}:${options.port}`,
  );
  // Clients leave the port out when it is the scheme's own.
  const bare = options.port === 80 ? names.map((name) => name.replace(/:80$/, '')) : [];
  return new Set([...names, ...bare, new URL(options.publicUrl).host]);
}
