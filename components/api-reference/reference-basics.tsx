import { ERROR_CODES } from '@/lib/domain/app-error';
import { CodedText } from './coded-text';

const SETUP = 'export RUNLENS_URL=%s RUNLENS_API_KEY=rl_…';

/** What holds for every operation: where it is, the key, refusals, limits, pages. */
export function ReferenceBasics({ about, url }: { about: string; url: string }) {
  return (
    <section id="keys" aria-labelledby="keys-name" className="flex scroll-mt-4 flex-col gap-3 pb-8">
      <h2 id="keys-name" className="text-[15px] font-semibold">
        Keys, refusals, limits
      </h2>
      {about.split('\n\n').map((paragraph) => (
        <p key={paragraph} className="text-mute">
          <CodedText text={paragraph} />
        </p>
      ))}
      <p className="text-mute">
        Keys are made under Settings. The commands on this page are for a shell that has both:
      </p>
      <pre className="rounded-md border border-line bg-panel px-3 py-2 font-mono text-[12px] leading-5 break-words whitespace-pre-wrap">
        {SETUP.replace('%s', url)}
      </pre>
      <p className="text-mute">
        <CodedText text="`RateLimit` and `RateLimit-Policy` say what a key has left and what it has; over the limit, which is for each minute of the clock, the answer is 429 with `Retry-After`. Texts that seldom change have an `ETag`: send it back as `If-None-Match` and the answer is 304. A list has its next page in `next` and, as a URL, in `Link`." />
      </p>
      <h3 className="pt-1 text-[12px] font-semibold text-mute">Codes of refusals</h3>
      <dl className="divide-y divide-line border-y border-line">
        {Object.entries(ERROR_CODES).map(([code, { status, title }]) => (
          <div key={code} className="grid gap-x-4 py-1.5 sm:grid-cols-[200px_1fr]">
            <dt className="font-mono text-[12px]">
              {code} <span className="text-mute">{status}</span>
            </dt>
            <dd className="text-mute">{title}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
