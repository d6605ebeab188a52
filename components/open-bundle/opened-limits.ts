/** Largest file that is opened in the browser as a log, in bytes; of a zip each of its files, unpacked. */
export const MAX_OPENED_BYTES = 25 * 1024 * 1024;
/** Largest zip that is opened in the browser, and most bytes that are unpacked to check it. */
export const MAX_OPENED_ZIP_BYTES = 256 * 1024 * 1024;
