/** What is sent as one line: a message about one execution. */
export interface Line {
  text: string;
  /** How many things are lost with it: the state of the execution, its entries and its steps. */
  items: number;
}
