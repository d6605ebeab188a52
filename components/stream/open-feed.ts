/** What comes over the line, in its words. */
export interface FeedHandlers {
  /** What to do with the data of an event, by its type. */
  events: Readonly<Record<string, (json: string) => void>>;
  /** Whether the line stands: told when that changes, not with every event. */
  onLink: (stands: boolean) => void;
}

export interface Feed {
  /** From where somebody who comes back would go on. */
  token: () => string;
  stop: () => void;
}

/** A tab that nobody sees gives its line back after a minute, and at once when another tab wants one. */
const HIDDEN_MS = 60_000;
/** Without a heartbeat for so long the line is dead, whatever the browser believes. */
const SILENT_MS = 40_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/**
 * Keeps a line to a stream of events open, from `after` on. The browser makes a line that breaks
 * again by itself; what it gives up on (the server answers that it is starting) is tried again here.
 */
export function openFeed(url: string, after: string, handlers: FeedHandlers): Feed {
  let token = after;
  let source: EventSource | null = null;
  let retryMs = FIRST_RETRY_MS;
  let retryTimer = 0;
  let silentTimer = 0;
  let hiddenTimer = 0;
  let stands: boolean | null = null;
  // A browser has six lines to a server, for all of its tabs together.
  const tabs = new BroadcastChannel('runlens-live');

  function tell(now: boolean): void {
    if (stands === now) return;
    stands = now;
    handlers.onLink(now);
  }

  function open(): void {
    close();
    tabs.postMessage('');
    const opened = new EventSource(`${url}${url.includes('?') ? '&' : '?'}after=${token}`);
    source = opened;
    const hear = (type: string, run?: (event: MessageEvent<string>) => void) =>
      opened.addEventListener(type, (event: MessageEvent<string>) => {
        token = event.lastEventId || token;
        retryMs = FIRST_RETRY_MS;
        tell(true);
        watch();
        run?.(event);
      });
    hear('ready');
    hear('beat');
    for (const [type, run] of Object.entries(handlers.events)) hear(type, ({ data }) => run(data));
    opened.onerror = () => {
      tell(false);
      if (opened.readyState === EventSource.CLOSED) retry();
    };
    watch();
  }

  function watch(): void {
    clearTimeout(silentTimer);
    silentTimer = window.setTimeout(() => {
      tell(false);
      open();
    }, SILENT_MS);
  }

  function retry(): void {
    close();
    retryTimer = window.setTimeout(open, retryMs * (0.5 + Math.random()));
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  function close(): void {
    source?.close();
    source = null;
    clearTimeout(retryTimer);
    clearTimeout(silentTimer);
  }

  function onVisible(): void {
    clearTimeout(hiddenTimer);
    if (document.hidden) hiddenTimer = window.setTimeout(close, HIDDEN_MS);
    else if (!source) open();
  }
  const onShown = () => {
    if (!source) open();
  };
  document.addEventListener('visibilitychange', onVisible);
  // A page with an open line cannot be kept for the back button.
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', onShown);
  tabs.onmessage = () => {
    if (document.hidden) close();
  };
  if (!document.hidden) open();
  return {
    token: () => token,
    stop: () => {
      close();
      clearTimeout(hiddenTimer);
      tabs.close();
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('pagehide', close);
      window.removeEventListener('pageshow', onShown);
    },
  };
}
