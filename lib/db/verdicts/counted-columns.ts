/** The columns of a CountedRow, of a row `e` of executions. */
export const COUNTED_COLUMNS = `e.status, e.event, e.target, e.action_keys, e.triggered_by,
  e.environment, e.reproducibility`;
