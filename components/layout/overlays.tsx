'use client';

import { type ComponentType, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { ProjectName } from '@/lib/domain/project';
import { OVERLAY_EVENT, type OverlayName, type OverlayProps, openOverlay } from './open-overlay';

const FETCH: Record<OverlayName, () => Promise<ComponentType<OverlayProps>>> = {
  palette: async () => (await import('./command-palette')).CommandPalette,
  help: async () => (await import('./help-dialog')).HelpDialog,
};

/** `?` and ⌘K on every page. Their code comes with the first press; what is typed meanwhile is kept. */
export function Overlays({
  project,
  projects,
}: {
  project: ProjectName;
  projects: readonly ProjectName[];
}) {
  const [open, setOpen] = useState<OverlayName | null>(null);
  const [parts, setParts] = useState<Partial<Record<OverlayName, ComponentType<OverlayProps>>>>({});
  const [isMac, setMac] = useState(true);
  const typed = useRef('');
  const Overlay = open && parts[open];
  useEffect(() => setMac(/Mac|iP(hone|ad)/.test(navigator.platform)), []);
  useEffect(() => {
    const show = (name: OverlayName) => {
      typed.current = '';
      setOpen(name);
      FETCH[name]().then(
        (part) => setParts((known) => ({ ...known, [name]: part })),
        () => setOpen(null),
      );
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey) return;
      const isModified = event.ctrlKey || event.metaKey;
      if (isModified && event.key.toLowerCase() === 'k' && !event.shiftKey) {
        event.preventDefault();
        if (open === 'palette') setOpen(null);
        else show('palette');
      } else if (event.key === '?' && !isModified && !open && !takesText(event.target)) {
        event.preventDefault();
        show('help');
      } else if (open && !Overlay && !isModified) {
        if (event.key === 'Escape') setOpen(null);
        if (event.key.length === 1) typed.current += event.key;
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const onOverlay = (event: Event) => show((event as CustomEvent<OverlayName>).detail);
    // On the document, ahead of the pages, which listen on the window.
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener(OVERLAY_EVENT, onOverlay);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener(OVERLAY_EVENT, onOverlay);
    };
  }, [open, Overlay]);
  return (
    <>
      <Button
        look="quiet"
        className="justify-start! px-2 max-md:hidden md:w-full"
        onClick={() => openOverlay('palette')}
      >
        Commands <Kbd>{isMac ? '⌘K' : 'Ctrl K'}</Kbd>
      </Button>
      {Overlay ? (
        <Overlay
          project={project}
          projects={projects}
          typed={typed.current}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null
  );
}
