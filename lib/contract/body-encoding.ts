/**
 * How the body of an answer is compressed already. Next leaves out a `Content-Encoding` that a route gives;
 * the server makes one of this at the last moment.
 */
export const BODY_ENCODING = 'x-body-encoding';
