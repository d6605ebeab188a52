/** The signed-in person. `owner` may do everything; further roles narrow it. */
export interface Viewer {
  userId: string;
  name: string;
  role: 'owner';
}
