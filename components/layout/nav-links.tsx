'use client';

import { Blocks, ListTree, OctagonAlert, Settings } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/lib/cn';
import { paths } from '@/lib/paths';

export function NavLinks({ project }: { project: string }) {
  const pathname = usePathname();
  const links = [
    [paths.executions(project), 'Executions', ListTree],
    [paths.actions(project), 'Actions', Blocks],
    [paths.errors(project), 'Errors', OctagonAlert],
    [paths.settings(project), 'Settings', Settings],
  ] as const;
  return (
    <nav aria-label="Project" className="flex gap-0.5 md:flex-col">
      {links.map(([href, label, Icon]) => {
        const current = pathname.startsWith(href);
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={current ? 'page' : undefined}
            className={cn(
              'flex h-8 items-center gap-2 rounded-md px-2',
              current
                ? 'bg-raise font-semibold text-text'
                : 'text-mute hover:bg-raise hover:text-text',
            )}
          >
            <Icon aria-hidden size={14} />
            <span className="max-md:sr-only">{label}</span>
          </Link>
        );
      })}
    </nav>
  );
}
