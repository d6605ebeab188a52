import { type ChannelListener, listenChannel } from '../listen-channel';
import { RUNS_CHANNEL } from './notify-runs';

/** Calls `onWake` when there may be something to run, to stop or to go on with. */
export function listenRuns(onWake: () => void): ChannelListener {
  return listenChannel(RUNS_CHANNEL, onWake);
}
