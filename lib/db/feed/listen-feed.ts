import { type ChannelListener, listenChannel } from '../listen-channel';
import { FEED_CHANNEL } from './notify-feed';

/** Calls `onWake` for every NOTIFY of the feed. */
export function listenFeed(onWake: () => void): ChannelListener {
  return listenChannel(FEED_CHANNEL, onWake);
}
