/** Advisory lock: one number for everybody who makes or drops partitions. */
export const PARTITION_LOCK = 7_421_001;
