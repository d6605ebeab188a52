import type { ProjectName } from '@/lib/domain/project';

/** What lies over any page: the commands, the help, and what is about one execution. */
export type OverlayName = 'palette' | 'help' | 'failure' | 'retry';

/** What an overlay is about. */
export interface OverlaySubject {
  /** Of an execution. */
  id: string;
  /** Of a step of it. */
  seq?: number;
}

export interface OverlayProps {
  project: ProjectName;
  projects: readonly ProjectName[];
  /** Null for those that are about nothing. */
  of: OverlaySubject | null;
  /** Asked for once, when the focus is inside: what was typed until then. */
  takeTyped: () => string;
  onClose: () => void;
}

export interface OverlayAsk {
  name: OverlayName;
  of: OverlaySubject | null;
}

export const OVERLAY_EVENT = 'runlens:overlay';

/** Opens it from anywhere; overlays.tsx listens. */
export function openOverlay(name: OverlayName, of: OverlaySubject | null = null): void {
  document.dispatchEvent(new CustomEvent<OverlayAsk>(OVERLAY_EVENT, { detail: { name, of } }));
}
