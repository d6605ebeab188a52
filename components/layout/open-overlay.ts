import type { ProjectName } from '@/lib/domain/project';

/** What lies over any page: the commands and the help. */
export type OverlayName = 'palette' | 'help';

export interface OverlayProps {
  project: ProjectName;
  projects: readonly ProjectName[];
  /** What was typed while it was being fetched. */
  typed: string;
  onClose: () => void;
}

export const OVERLAY_EVENT = 'runlens:overlay';

/** Opens it from anywhere; overlays.tsx listens. */
export function openOverlay(name: OverlayName): void {
  document.dispatchEvent(new CustomEvent<OverlayName>(OVERLAY_EVENT, { detail: name }));
}
