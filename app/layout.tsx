import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { QueryProvider } from '@/components/layout/query-provider';
import { ZoneProvider } from '@/components/layout/zone-provider';
import { Toaster } from '@/components/ui/toast';
import { readPreferences } from '@/lib/boundary/read-preferences';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Runlens', template: '%s · Runlens' },
  description: 'Execution logs of your automations: find the run, read it, reproduce it.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, zoneChoice, localZone } = await readPreferences();
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <ZoneProvider initialChoice={zoneChoice} initialLocal={localZone}>
          <QueryProvider>{children}</QueryProvider>
          <Toaster />
        </ZoneProvider>
      </body>
    </html>
  );
}
