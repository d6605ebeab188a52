import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

export interface Env {
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  /** null: the start command runs the embedded server and sets DATABASE_URL for everything after it. */
  databaseUrl: string | null;
  apiKey: string | null;
  retentionDays: number;
  /** Absolute; days are written to files there before they are dropped. null: they are dropped. */
  exportDir: string | null;
  /** Requests of one API key in a minute; 0 for as many as it likes. */
  rateLimit: number;
  runner: 'off' | 'webhook' | 'sandbox';
  /** Networks that webhooks may reach although they are not on the public Internet: `10.1.0.0/16`. */
  webhookAllowCidrs: string[];
  /** 32 bytes in base64 that seal the secrets in the database; null: a file of the data directory. */
  secretKey: string | null;
  demo: boolean;
  /** Origin under which people reach this server, without a slash at its end. */
  publicUrl: string;
}

export type EnvResult =
  | { ok: true; env: Env; warnings: string[] }
  | { ok: false; problems: string[]; warnings: string[] };

/** 100 years of days: a number above it is a slip, and its partitions would never be made. */
const MAX_RETENTION_DAYS = 36_500;

/** Of requests in a minute: no process answers as many. */
const MAX_RATE_LIMIT = 10_000_000;

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().min(low, `is below ${low}`).max(high, `is above ${high}`));

const variables = {
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'is not a host name or an IP address (no scheme, no port)')
    .default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'is not a URL that starts with postgresql://')
    .optional(),
  RUNLENS_DATA_DIR: z.string().default('.runlens'),
  RUNLENS_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'holds a space or a character outside ASCII')
    .optional(),
  RUNLENS_RETENTION_DAYS: wholeNumber(1, MAX_RETENTION_DAYS).default(30),
  RUNLENS_EXPORT_DIR: z.string().optional(),
  RUNLENS_RATE_LIMIT: wholeNumber(0, MAX_RATE_LIMIT).default(300_000),
  RUNLENS_RUNNER: z
    .enum(['off', 'webhook', 'sandbox'], { error: 'is none of off, webhook and sandbox' })
    .default('off'),
  RUNLENS_WEBHOOK_ALLOW_CIDRS: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((one) => one.trim()))
    .transform((all) => all.filter((one) => one !== ''))
    .refine((all) => all.every(isCidr), 'is not a list of networks such as 10.1.0.0/16, fd12::/16'),
  RUNLENS_SECRET_KEY: z
    .string()
    .refine(
      (text) => Buffer.from(text, 'base64').length === 32,
      'is not 32 bytes in base64 (openssl rand -base64 32 makes one)',
    )
    .optional(),
  RUNLENS_DEMO: z.enum(['on', 'off'], { error: 'is neither on nor off' }).default('on'),
  RUNLENS_PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'is not an origin such as https://runlens.example.com (no path after it)')
    .optional(),
};

const schema = z.object(variables);

/** Their values are repeated nowhere. */
const SECRETS = new Set(['RUNLENS_API_KEY', 'RUNLENS_SECRET_KEY']);

/**
 * Reads every variable and names all that is wrong, not only the first. An empty value is unset.
 * `folder` is what relative folders are meant from.
 */
export function parseEnv(
  source: Record<string, string | undefined>,
  folder = process.cwd(),
): EnvResult {
  const known = Object.keys(variables);
  const given = Object.fromEntries(known.map((name) => [name, source[name]?.trim() || undefined]));
  const warnings = Object.keys(source)
    .filter((name) => name.startsWith('RUNLENS_') && !known.includes(name))
    .map((name) => `${name} is not a setting of Runlens and was ignored`);
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name}${SECRETS.has(name) ? '' : `=${given[name] ?? ''}`} ${message}`;
    });
    return { ok: false, problems, warnings };
  }
  const value = parsed.data;
  return {
    ok: true,
    warnings,
    env: {
      port: value.PORT,
      host: value.HOST,
      dataDir: resolve(folder, value.RUNLENS_DATA_DIR),
      databaseUrl: value.DATABASE_URL ?? null,
      apiKey: value.RUNLENS_API_KEY ?? null,
      retentionDays: value.RUNLENS_RETENTION_DAYS,
      exportDir: value.RUNLENS_EXPORT_DIR ? resolve(folder, value.RUNLENS_EXPORT_DIR) : null,
      rateLimit: value.RUNLENS_RATE_LIMIT,
      runner: value.RUNLENS_RUNNER,
      webhookAllowCidrs: value.RUNLENS_WEBHOOK_ALLOW_CIDRS,
      secretKey: value.RUNLENS_SECRET_KEY ?? null,
      demo: value.RUNLENS_DEMO === 'on',
      publicUrl: value.RUNLENS_PUBLIC_URL
        ? new URL(value.RUNLENS_PUBLIC_URL).origin
        : `http://${urlHost(value.HOST)}:${value.PORT}`,
    },
  };
}

let parsed: Env | undefined;

/** Read on first use, after the start command has set DATABASE_URL, and kept. */
export function env(): Env {
  if (parsed) return parsed;
  const result = parseEnv(process.env);
  if (!result.ok) throw new Error(`Wrong settings: ${result.problems.join('; ')}`);
  parsed = result.env;
  return parsed;
}

/** An address that listens everywhere is not one to open; this machine's own name is. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', more] = text.split('/');
  const most = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1;
  return more === undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash;
}

/** Where the database is now. Asked anew each time: the start command and every test set it late. */
export function databaseUrl(): string | null {
  return process.env.DATABASE_URL || null;
}

/** What another program needs to start: none of our settings, and none of our secrets. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, NODE_ENV } = process.env;
  return { PATH, HOME, LANG, NODE_ENV };
}
