import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './bin/find-chromium.mjs';

export default defineConfig({
  testDir: 'e2e',
  // Writes the README's pictures, and is no test.
  testIgnore: process.env.RUNLENS_SCREENSHOTS ? undefined : '**/screens.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: process.env.CI ? 2 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    // Both are made by the global set-up.
    baseURL: process.env.RUNLENS_E2E_URL,
    storageState: process.env.RUNLENS_E2E_STATE,
    timezoneId: 'UTC',
    permissions: ['clipboard-read', 'clipboard-write'],
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: findChromium(),
      // Chromium's own sandbox refuses to run as root.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
});
