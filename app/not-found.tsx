import { NothingFound } from '@/components/layout/nothing-found';

export default function NotFound() {
  return (
    <main>
      <NothingFound />
    </main>
  );
}
