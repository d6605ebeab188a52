import { Mark } from './mark';

/** What a stranger sees: how to get in, and nothing of what is inside. */
export function SignInHelp({ used }: { used: boolean }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6">
      <Mark />
      <h1 className="text-[20px] leading-7 font-semibold">Sign in</h1>
      {used ? (
        <p role="alert" className="rounded-md bg-warn-tint px-3 py-2 text-warn">
          That link was used already, replaced by a newer one, or is older than a day.
        </p>
      ) : null}
      <p className="text-mute">
        Runlens prints a sign-in link, good for one use, in the terminal where it was started. Open
        that link in this browser.
      </p>
      <p className="text-mute">
        For a new one, stop it with <span className="font-mono text-[12px] text-text">Ctrl-C</span>{' '}
        and run <span className="font-mono text-[12px] text-text">npm start</span> again: that takes
        seconds, and nothing is lost.
      </p>
    </main>
  );
}
