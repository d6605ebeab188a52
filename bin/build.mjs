import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fail } from './fail.mjs';
import { ensureInstalled } from './install.mjs';
import { packPython } from './pack-python.mjs';
import { packStatic } from './pack-static.mjs';
import { run } from './run.mjs';
import { createSay } from './say.mjs';
import { withBuildLock } from './with-build-lock.mjs';

const STAMPS = 'dist/stamps.json';

/**
 * What is built, from which files, and the file that proves it is there.
 * @type {Record<'client' | 'app' | 'server' | 'python', { doing: string, sources: string[], result: string, make: (root: string) => Promise<{ code: number, tail: string }> }>}
 */
const PARTS = {
  client: {
    doing: 'database client',
    sources: ['prisma/schema.prisma', 'prisma.config.ts'],
    result: 'lib/db/generated/client.ts',
    make: (root) =>
      run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], { cwd: root }),
  },
  app: {
    doing: 'pages, half a minute or more',
    sources: [
      'app',
      'components',
      'lib',
      'prisma/schema.prisma',
      'next.config.mjs',
      'postcss.config.mjs',
      'tsconfig.json',
      'bin/pack-static.mjs',
      'bin/pack-file.mjs',
    ],
    result: '.next/BUILD_ID',
    make: buildPages,
  },
  server: {
    doing: 'server',
    sources: ['bin', 'lib', 'prisma', 'tsconfig.json'],
    result: 'dist/main.mjs',
    make: bundleServer,
  },
  python: {
    doing: 'Python for the browser',
    sources: ['bin/pack-python.mjs', 'bin/pack-file.mjs', 'bin/prepare-python.mjs'],
    result: 'dist/pyodide/manifest.json',
    make: packPython,
  },
};

/**
 * Builds what changed since the last build, and says nothing when nothing did.
 * @param {{ root: string, say: import('./say.mjs').Say, parts?: string[], force?: boolean }} options
 */
export async function ensureBuilt({ root, say, parts = Object.keys(PARTS), force = false }) {
  const stale = () => {
    const stamps = readStamps(root);
    return parts.filter(
      (name) =>
        force ||
        stamps[name] !== stampOf(root, PARTS[name].sources) ||
        !existsSync(join(root, PARTS[name].result)),
    );
  };
  if (stale().length === 0) return;
  await withBuildLock({ root, say }, async () => {
    for (const name of stale()) {
      const part = PARTS[name];
      const step = say.step('build', part.doing);
      const stamp = stampOf(root, part.sources);
      const { code, tail } = await part.make(root);
      if (code !== 0) {
        step.failed(`${part.doing}: failed`);
        throw new Error(`the build failed:\n${tail}`);
      }
      writeFileSync(join(root, STAMPS), JSON.stringify({ ...readStamps(root), [name]: stamp }));
      step.done(part.doing.replace(/,.*/, ''));
    }
  });
}

function readStamps(root) {
  const file = join(root, STAMPS);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** Over content, not time: a fresh clone or a switched branch must not build what it has. */
function stampOf(root, sources) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const source of ['package-lock.json', ...sources].flatMap((path) =>
    filesBelow(root, path),
  )) {
    hash
      .update(source)
      .update('\0')
      .update(readFileSync(join(root, source)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(root, path) {
  if (!existsSync(join(root, path))) return [];
  // Not by its ending: the folder of a URL may have one too (openapi.json).
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter(
      ({ name }) => name !== 'generated' && !/\.test\.tsx?$|\.md$/.test(name) && name[0] !== '.',
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(root, join(path, entry.name)) : [join(path, entry.name)],
    );
}

async function buildPages(root) {
  const built = await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (built.code === 0) await packStatic(root);
  return built;
}

/** The server, and the two scripts of the frame in which code of a log runs in the browser. */
async function bundleServer(root) {
  const { build } = await import('esbuild');
  mkdirSync(join(root, 'dist'), { recursive: true });
  try {
    await build({
      absWorkingDir: root,
      entryPoints: ['lib/runner/frame/python-frame.ts', 'lib/runner/frame/python.worker.ts'],
      outdir: 'dist/frame',
      bundle: true,
      format: 'iife',
      target: 'es2022',
      alias: { '@': root },
      logLevel: 'silent',
    });
    await build({
      absWorkingDir: root,
      // Apart, so that a command that asks a server does not load one, nor a database.
      entryPoints: [
        ...['bin/main.ts', 'bin/sandbox-host.ts'],
        ...['bin/cli/cli.ts', 'bin/cli/doctor/examine.ts'],
      ],
      outdir: 'dist',
      entryNames: '[name]',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      alias: { '@': root },
      sourcemap: true,
      logLevel: 'silent',
    });
    return { code: 0, tail: '' };
  } catch (error) {
    return { code: 1, tail: error.message };
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const say = createSay();
  try {
    await ensureInstalled({ root, say, dev: false });
    await ensureBuilt({ root, say, force: process.argv.includes('--force') });
  } catch (error) {
    fail(error.message);
  }
}
