/** Advisory lock: one number for everybody who changes counts that are folded already. */
export const ROLLUP_LOCK = 7_421_002;
