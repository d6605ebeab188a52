/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are a check of `npm test`; a first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Resolved from node_modules at run time; bundling them breaks native lookups.
  serverExternalPackages: ['pg', '@prisma/adapter-pg', 'shiki'],
  experimental: { serverActions: { bodySizeLimit: '2mb' } },
};
