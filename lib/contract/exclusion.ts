/** What a search that matches nothing would find without one part of it. */
export interface Exclusion {
  /** The term as it is printed, or null for the time range. */
  term: string | null;
  count: number;
  /** False: at least so many. */
  isExact: boolean;
}
