'use client';

import { useSyncExternalStore } from 'react';
import { THEMES, type Theme } from '@/lib/query-state/preferences';
import { savePreference } from './save-preference';

export const THEME_LABEL: Record<Theme, string> = {
  system: 'Theme of the system',
  light: 'Light',
  dark: 'Dark',
};

/** The theme in use. It is what the document says, so that every place that changes it agrees. */
export function useTheme(initial: Theme): Theme {
  return useSyncExternalStore(subscribe, current, () => initial);
}

export function chooseTheme(theme: Theme): void {
  savePreference('theme', theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function current(): Theme {
  return THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? 'system';
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
