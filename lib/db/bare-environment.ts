/**
 * What PostgreSQL's programs see of our environment, which holds secrets: nothing but a path, for
 * initdb starts the server by a shell. NODE_ENV is there for Next's types alone.
 */
export const BARE_ENVIRONMENT = { PATH: '/usr/bin:/bin', NODE_ENV: 'production' } as const;
