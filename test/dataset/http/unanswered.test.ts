import { expect, it } from 'vitest';
import { unansweredBy } from '../../../src/dataset/http/unanswered.ts';
import { orderBatches } from './orders.ts';
import { sendTo } from './sending-to.ts';

const errorOf = (code: string, message = 'it failed') => Object.assign(new Error(message), { code });

it.each([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'UND_ERR_INVALID_ARG',
])('tries no second time after %s', (code) => {
  expect(unansweredBy(errorOf(code))).toMatchObject({ reason: 'it failed', mayHeal: false });
});

it.each([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
])('tries again after %s', (code) => {
  expect(unansweredBy(errorOf(code))).toMatchObject({ reason: 'it failed', mayHeal: true });
});

it('has words for an error without any, and one line for one of several', () => {
  expect(unansweredBy(errorOf('ECONNREFUSED', '')).reason).toBe('ECONNREFUSED');
  expect(unansweredBy(errorOf('EPROTO', 'write EPROTO\n  handshake failure\n')).reason).toBe(
    'write EPROTO handshake failure',
  );
  expect(unansweredBy('gone')).toMatchObject({ reason: 'gone' });
});

it('says what to do about certificates, and about https:// where nothing speaks it', async () => {
  expect(unansweredBy(errorOf('CERT_HAS_EXPIRED')).wayOut).toContain('NODE_EXTRA_CA_CERTS');
  const { error, lines, server } = await sendTo(
    () => 200,
    orderBatches(5, 5),
    (url) => ({
      url: url.replace('http:', 'https:'),
    }),
  );
  expect(server.arrivals).toEqual([]);
  expect(lines[0]).toMatchObject({ event: 'attempt failed', reason: 'TLS: wrong version number' });
  expect(String(error)).toContain('after 1 attempt; 0 rows acknowledged. Nothing speaks TLS there');
});
