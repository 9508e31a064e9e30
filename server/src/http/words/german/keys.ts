import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** German for public keys that were pasted. */
export const PUBLIC_KEYS: Catalogue = {
  'This is a private key. It was not kept. Paste the public key, and keep the private one where the application runs.':
    'Das ist ein privater Schlüssel. Er wurde nicht behalten. Fügen Sie den öffentlichen Schlüssel ein, und behalten Sie den privaten dort, wo die Anwendung läuft.',
  'There is no key in it.': 'Darin ist kein Schlüssel.',
  'The PEM is not whole: copy it with its first and its last line.':
    'Das PEM ist nicht vollständig: Kopieren Sie es mit seiner ersten und seiner letzten Zeile.',
  'This is PEM of a {0}. Paste a public key or a certificate.':
    'Das ist PEM mit der Aufschrift {0}. Fügen Sie einen öffentlichen Schlüssel oder ein Zertifikat ein.',
  'This PEM cannot be read, or holds a key of a kind that is not used for signatures.':
    'Dieses PEM kann nicht gelesen werden, oder sein Schlüssel ist von einer Art, die nicht für Signaturen dient.',
  'This is no public key: paste PEM that begins with -----BEGIN, a JWK or a JWK Set.':
    'Das ist kein öffentlicher Schlüssel: Fügen Sie PEM ein, das mit -----BEGIN beginnt, einen JWK oder ein JWK Set.',
}
