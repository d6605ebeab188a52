export const SESSION_COOKIE = 'runlens_session';

/** Sessions end 30 days after sign-in, used or not. */
export const SESSION_MAX_AGE_S = 30 * 24 * 60 * 60;
