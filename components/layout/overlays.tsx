'use client';

import { useRouter } from 'next/navigation';
import { type ComponentType, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { notLoadedWords } from '@/components/ui/not-loaded-words';
import { toast } from '@/components/ui/toast';
import type { ProjectName } from '@/lib/domain/project';
import { paths } from '@/lib/paths';
import { listenForFiles } from './listen-for-files';
import {
  OVERLAY_EVENT,
  type OverlayAsk,
  type OverlayName,
  type OverlayProps,
  type OverlaySubject,
  openOverlay,
} from './open-overlay';

const FETCH: Record<OverlayName, () => Promise<ComponentType<OverlayProps>>> = {
  palette: async () => (await import('./command-palette')).CommandPalette,
  help: async () => (await import('./help-dialog')).HelpDialog,
  retry: async () => (await import('@/components/retry/retry-dialog')).RetryDialog,
  failure: async () => (await import('@/components/retry/failure-dialog')).FailureDialog,
};

/** `?` and ⌘K on every page, and what a page opens over itself. Their code comes with the first press; what is typed meanwhile is kept. */
export function Overlays({
  project,
  projects,
}: {
  project: ProjectName;
  projects: readonly ProjectName[];
}) {
  const [open, setOpen] = useState<OverlayName | null>(null);
  const [subject, setSubject] = useState<OverlaySubject | null>(null);
  const [parts, setParts] = useState<Partial<Record<OverlayName, ComponentType<OverlayProps>>>>({});
  const [isMac, setMac] = useState(true);
  const shown = useRef<OverlayName>(null);
  /** From the press until the overlay has the focus; null before and after. */
  const typed = useRef<string>(null);
  const focusBefore = useRef<Element>(null);
  const show = useCallback((name: OverlayName | null, of: OverlaySubject | null = null) => {
    shown.current = name;
    typed.current = name && '';
    setOpen(name);
    setSubject(of);
    if (!name) return;
    focusBefore.current ??= document.activeElement;
    FETCH[name]().then(
      (part) => setParts((known) => ({ ...known, [name]: part })),
      () => {
        show(null);
        toast(notLoadedWords());
      },
    );
  }, []);
  const router = useRouter();
  const openUrl = paths.openBundle(project.key);
  useEffect(() => listenForFiles(() => router.push(openUrl)), [router, openUrl]);
  useEffect(() => setMac(/Mac|iP(hone|ad)/.test(navigator.platform)), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey) return;
      const isModified = event.ctrlKey || event.metaKey;
      if (isModified && event.key.toLowerCase() === 'k' && !event.shiftKey) {
        show(shown.current === 'palette' ? null : 'palette');
      } else if (typed.current !== null && !isModified) {
        if (event.key === 'Escape') show(null);
        else if (event.key.length === 1) typed.current += event.key;
        event.stopPropagation();
      } else if (event.key === '?' && !isModified && !shown.current && !takesText(event.target)) {
        show('help');
      } else {
        return;
      }
      event.preventDefault();
    };
    const onOverlay = (event: Event) => {
      const { name, of } = (event as CustomEvent<OverlayAsk>).detail;
      show(name, of);
    };
    // On the document, ahead of the pages, which listen on the window.
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener(OVERLAY_EVENT, onOverlay);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener(OVERLAY_EVENT, onOverlay);
    };
  }, [show]);
  useEffect(() => {
    if (open || !(focusBefore.current instanceof HTMLElement)) return;
    focusBefore.current.focus();
    focusBefore.current = null;
  }, [open]);
  const Overlay = open && parts[open];
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
          of={subject}
          takeTyped={() => {
            const text = typed.current ?? '';
            typed.current = null;
            return text;
          }}
          onClose={() => show(null)}
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
