import { toast } from '@/components/ui/toast';
import { buildContextFile } from '@/lib/bundle/build-context-file';
import type { BundleSource } from '@/lib/bundle/bundle-source';
import { saveFile } from './save-file';

/** Hands a context to the browser's downloads, as a file that every bundle and this tab take. */
export function saveContext(source: BundleSource, contextText: string | null): void {
  const file = buildContextFile({ ...source, contextText });
  if (!file) {
    toast('The context is no JSON, and was not saved');
    return;
  }
  saveFile(new Blob([file.text], { type: 'application/json' }), file.name);
  toast(`Saved as ${file.name}: --context of any download takes it, and this tab as well`);
}
