import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { LineWindow } from '../use-line-window';

interface Follow {
  /** Whether the end stays in sight while lines come. */
  isFollowing: boolean;
  /** Lines that came below since the end was in sight last. */
  waiting: number;
  onScroll: () => void;
  /** Shows the end, and stays there. */
  toEnd: () => void;
  stop: () => void;
}

/**
 * Keeps the end of a log in sight while it grows. To scroll away pauses that, to come back to the end
 * goes on with it.
 * @param rows of the window, which may be more than the `total` of lines
 */
export function useFollow(
  lineWindow: LineWindow,
  { total, rows, start }: { total: number; rows: number; start: boolean },
): Follow {
  const { atEnd, scrollToRow, onScroll } = lineWindow;
  const [isFollowing, setFollowing] = useState(start);
  const [seen, setSeen] = useState(total);
  const wasPaused = useRef(false);

  useLayoutEffect(() => {
    if (isFollowing && rows > 0) scrollToRow(rows - 1);
    if (isFollowing || atEnd()) setSeen(total);
  }, [isFollowing, rows, total, scrollToRow, atEnd]);

  const onScrolled = useCallback(() => {
    onScroll();
    const isEnd = atEnd();
    if (isEnd) setSeen(total);
    if (isFollowing && !isEnd) {
      wasPaused.current = true;
      setFollowing(false);
    } else if (isEnd && wasPaused.current) {
      wasPaused.current = false;
      setFollowing(true);
    }
  }, [onScroll, atEnd, total, isFollowing]);

  const toEnd = useCallback(() => {
    setSeen(total);
    setFollowing(true);
  }, [total]);

  const stop = useCallback(() => {
    wasPaused.current = false;
    setFollowing(false);
  }, []);

  return {
    isFollowing,
    waiting: Math.max(0, total - seen),
    onScroll: onScrolled,
    toEnd,
    stop,
  };
}
