'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

/** The browser's copy of what the server answered. Logs do not change behind one's back: no refetching on focus. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // The browser's word for being offline is about the internet, and the server may be at home.
          queries: {
            ...{ staleTime: 30_000, gcTime: 300_000, networkMode: 'always' },
            ...{ refetchOnWindowFocus: false, retry: 1 },
          },
          mutations: { networkMode: 'always' },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
