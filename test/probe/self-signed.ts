import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';

/** One DER element (X.690 8.1): tag, length, content. */
const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const lengthBytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content]);
};

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
const ECDSA_WITH_SHA256 = sequence(bytes('06082a8648ce3d040302'));

/** A fresh key and a certificate that nobody vouches for, for `localhost`, valid from 2020 to 2049 (RFC 5280 4.1). */
export const selfSigned = (): { readonly key: string; readonly cert: string; readonly fingerprint: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(bytes('0603550403'), der(0x0c, Buffer.from('localhost')))));
  const time = (text: string): Buffer => der(0x17, Buffer.from(text));
  const body = sequence(
    der(0xa0, bytes('020102')),
    bytes('02020539'),
    ECDSA_WITH_SHA256,
    name,
    sequence(time('200101000000Z'), time('490101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, bytes('00'), sign('sha256', body, privateKey));
  const certificate = new X509Certificate(sequence(body, ECDSA_WITH_SHA256, signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certificate.toString(),
    fingerprint: certificate.fingerprint256,
  };
};
