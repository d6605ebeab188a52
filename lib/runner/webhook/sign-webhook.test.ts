import { expect, it } from 'vitest';
import { signWebhook } from './sign-webhook';

// The examples of the specification and of its libraries.
it.each([
  [
    'whsec_plJ3nmyCDGBKInavdOK15jsl',
    'msg_loFOjxBNrRLzqYUf',
    1731705121,
    '{"event_type":"ping","data":{"success":true}}',
    'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
  ],
  [
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1614265330,
    '{"test": 2432232314}',
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ],
])('signs as Standard Webhooks says: %s', (secret, id, timestampS, body, signature) => {
  expect(signWebhook({ id, timestampS, body }, [secret])).toBe(signature);
});

it('signs with every secret while one is being replaced', () => {
  const message = { id: 'e:2', timestampS: 1, body: 'ä' };
  const [a, b] = ['whsec_AAAA', 'whsec_BBBB'];
  expect(signWebhook(message, [a, b])).toBe(
    `${signWebhook(message, [a])} ${signWebhook(message, [b])}`,
  );
});
