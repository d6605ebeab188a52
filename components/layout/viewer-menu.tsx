'use client';

import { CircleUser } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useLazyPanel } from '@/components/ui/use-lazy-panel';
import type { Theme } from '@/lib/query-state/preferences';

/** Who is signed in; the menu of what they can set here is fetched when it is first reached for. */
export function ViewerMenu({ name, theme }: { name: string; theme: Theme }) {
  const button = (
    <Button
      look="quiet"
      className="justify-start! px-2 md:w-full"
      aria-label={`${name}: theme, time zone, sign out`}
    >
      <CircleUser aria-hidden size={14} />
      <span className="truncate max-md:hidden">{name}</span>
    </Button>
  );
  const lazy = useLazyPanel(() => import('./viewer-menu-panel'), button, 'menu');
  if (!lazy.panel) return lazy.trigger;
  return (
    <lazy.panel.ViewerMenuPanel
      open={lazy.open}
      onOpenChange={lazy.setOpen}
      trigger={button}
      theme={theme}
    />
  );
}
