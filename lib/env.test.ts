import { describe, expect, it } from 'vitest';
import { parseEnv } from './env';

function valid(source: Record<string, string>) {
  const result = parseEnv(source);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.env;
}

describe('parseEnv', () => {
  it('needs nothing', () => {
    expect(valid({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      apiKey: null,
      retentionDays: 30,
      exportDir: null,
      runner: 'off',
      demo: true,
      publicUrl: 'http://127.0.0.1:3000',
    });
  });

  it('takes an empty value for unset', () => {
    expect(valid({ PORT: ' ', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it('names everything that is wrong at once', () => {
    const result = parseEnv({
      PORT: '70000',
      RUNLENS_RUNNER: 'yes',
      DATABASE_URL: 'mysql://x',
      RUNLENS_PUBLIC_URL: 'https://x.example/path',
      RUNLENS_RETENTION_DAYS: '1.5',
    });
    expect(result.ok ? [] : result.problems).toEqual([
      'PORT=70000 is above 65535',
      'DATABASE_URL=mysql://x is not a URL that starts with postgresql://',
      'RUNLENS_RETENTION_DAYS=1.5 is not a whole number',
      'RUNLENS_RUNNER=yes is none of off, webhook and sandbox',
      'RUNLENS_PUBLIC_URL=https://x.example/path is not an origin such as https://runlens.example.com (no path after it)',
    ]);
  });

  it('never repeats a key', () => {
    const result = parseEnv({ RUNLENS_API_KEY: 'se cret', RUNLENS_SECRET_KEY: 'se cret' });
    expect(result.ok ? [] : result.problems).toHaveLength(2);
    expect(JSON.stringify(result)).not.toContain('se cret');
  });

  it('reads the networks that webhooks may reach', () => {
    const read = (text: string) => parseEnv({ RUNLENS_WEBHOOK_ALLOW_CIDRS: text });
    expect(valid({}).webhookAllowCidrs).toEqual([]);
    expect(valid({ RUNLENS_WEBHOOK_ALLOW_CIDRS: '10.1.0.0/16, fd12::/16,' })).toMatchObject({
      webhookAllowCidrs: ['10.1.0.0/16', 'fd12::/16'],
    });
    for (const wrong of ['10.1.0.0', '10.1.0.0/33', 'office', '10.1.0.0/8/8', '::/129']) {
      expect(read(wrong).ok, wrong).toBe(false);
    }
  });

  it('warns of a misspelt setting', () => {
    expect(parseEnv({ RUNLENS_RETENTION: '7' }).warnings).toEqual([
      'RUNLENS_RETENTION is not a setting of Runlens and was ignored',
    ]);
  });

  it.each([
    ['0.0.0.0', 'http://localhost:3000'],
    ['::1', 'http://[::1]:3000'],
  ])('says where HOST=%s is reached', (HOST, publicUrl) => {
    expect(valid({ HOST }).publicUrl).toBe(publicUrl);
  });

  it('keeps only the origin of the public URL', () => {
    expect(valid({ RUNLENS_PUBLIC_URL: 'https://Runlens.example/' }).publicUrl).toBe(
      'https://runlens.example',
    );
  });
});
