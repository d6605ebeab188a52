const NAME = 'runlens-follow';

/** Whether somebody chose to follow; kept as long as the tab. */
export function readFollowChoice(): boolean {
  try {
    return sessionStorage.getItem(NAME) === 'on';
  } catch {
    // A browser that keeps nothing is asked anew on each page.
    return false;
  }
}

export function keepFollowChoice(follows: boolean): void {
  try {
    sessionStorage.setItem(NAME, follows ? 'on' : 'off');
  } catch {
    // Then it lasts until the page is left.
  }
}
