/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Resolved from node_modules at run time; bundling them breaks native lookups.
  serverExternalPackages: ['pg', '@prisma/adapter-pg', 'shiki'],
  experimental: { serverActions: { bodySizeLimit: '2mb' } },
};
