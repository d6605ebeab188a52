import { cn } from '@/lib/cn';

/** The product's name with its sign; `isShort`: only the sign on a narrow screen. */
export function Mark({ isShort = false }: { isShort?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 text-[15px] font-semibold">
      <svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16">
        <defs>
          <linearGradient id="mark" x1="0" y1="1" x2="1" y2="0">
            <stop offset="0" stopColor="#5b7cff" />
            <stop offset="1" stopColor="#b58cff" />
          </linearGradient>
        </defs>
        <rect width="16" height="16" rx="4.5" fill="url(#mark)" />
        <circle cx="7" cy="7" r="3.2" fill="none" stroke="#fff" strokeWidth="1.6" />
        <path d="M9.5 9.5 12 12" stroke="#fff" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      <span className={cn(isShort && 'max-md:sr-only')}>Runlens</span>
    </span>
  );
}
