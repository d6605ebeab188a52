import { notLoadedWords } from '@/components/ui/not-loaded-words';
import { toast } from '@/components/ui/toast';

const EVENTS = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;

/** Files that are dragged over any page can be opened; what does it is fetched when the first come. */
export function listenForFiles(show: () => void): () => void {
  const onDrag = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // At once: the browser would leave the page for the file, and empties the list after the event.
    event.preventDefault();
    event.stopPropagation();
    const files = [...event.dataTransfer.files];
    import('@/components/open-bundle/take-drag').then(
      ({ takeDrag }) => takeDrag(event, files, show),
      () => {
        if (event.type === 'drop') toast(notLoadedWords());
      },
    );
  };
  // Ahead of the editors, which would take the file's name for text.
  for (const name of EVENTS) document.addEventListener(name, onDrag, true);
  return () => {
    for (const name of EVENTS) document.removeEventListener(name, onDrag, true);
  };
}
