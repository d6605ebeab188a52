import type { ProjectName } from '@/lib/domain/project';

/** What lies over any page: the commands and the help. */
export type OverlayName = 'palette' | 'help';

export interface OverlayProps {
  project: ProjectName;
  projects: readonly ProjectName[];
  /** Asked for once, when the focus is inside: what was typed until then. */
  takeTyped: () => string;
  onClose: () => void;
}

export const OVERLAY_EVENT = 'runlens:overlay';

/** Opens it from anywhere; overlays.tsx listens. */
export function openOverlay(name: OverlayName): void {
  document.dispatchEvent(new CustomEvent<OverlayName>(OVERLAY_EVENT, { detail: name }));
}
