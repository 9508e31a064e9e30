import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** German for public keys. */
export const PUBLIC_KEYS: Catalogue = {
  '{kind} for {algorithms}': '{kind} für {algorithms}',
  '{kind}: too weak or too long. RSA needs 2048 bits at least, and 8192 at most.':
    '{kind}: zu schwach oder zu lang. RSA braucht mindestens 2048 Bit und höchstens 8192.',
  '{kind}: not supported. Use RSA, P-256 or Ed25519, with an algorithm that fits.':
    '{kind}: nicht unterstützt. Nehmen Sie RSA, P-256 oder Ed25519, mit einem Algorithmus, der passt.',
  '{kind}: it is for encryption, and signatures are what is checked.':
    '{kind}: Er dient zum Verschlüsseln, geprüft werden aber Signaturen.',
  'Named by its thumbprint': 'Nach seinem Fingerabdruck benannt',
  'Thumbprint {thumbprint}': 'Fingerabdruck {thumbprint}',
  Remove: 'Entfernen',
  'Remove key {name}': 'Schlüssel {name} entfernen',
  'This key is in the list already.': 'Dieser Schlüssel steht schon in der Liste.',
  'Added: {keys}.': 'Hinzugefügt: {keys}.',
  'This is a private key. It was taken out of the field and not sent. Paste the public key, and keep the private one where the application runs.':
    'Das ist ein privater Schlüssel. Er wurde aus dem Feld genommen und nicht gesendet. Fügen Sie den öffentlichen Schlüssel ein, und behalten Sie den privaten dort, wo die Anwendung läuft.',
  'Add another key': 'Weiteren Schlüssel hinzufügen',
  'Public keys only: RSA, P-256 or Ed25519, as PEM, a certificate, a JWK or a JWK Set.':
    'Nur öffentliche Schlüssel: RSA, P-256 oder Ed25519, als PEM, Zertifikat, JWK oder JWK Set.',
  'No answer that is of use within three seconds: see that the name is found, the certificate is valid and it does not redirect.':
    'Keine brauchbare Antwort innerhalb von drei Sekunden: Sehen Sie nach, ob der Name gefunden wird, das Zertifikat gültig ist und nicht weitergeleitet wird.',
  'It answers {status} where 200 is needed.': 'Die Antwort ist {status}, gebraucht wird 200.',
  'A private key is published there. Take it down and make a new one: whoever read it can pretend to be the application.':
    'Dort ist ein privater Schlüssel veröffentlicht. Nehmen Sie ihn weg, und erzeugen Sie einen neuen: Wer ihn gelesen hat, kann sich als die Anwendung ausgeben.',
  'What it answers is no JWK Set.': 'Die Antwort ist kein JWK Set.',
  'It answers, but no application could prove itself with what it gives: a key is too weak, a name stands twice, or none is for signatures.':
    'Es kommt eine Antwort, aber damit könnte sich keine Anwendung ausweisen: Ein Schlüssel ist zu schwach, ein Name steht zweimal da, oder keiner dient für Signaturen.',
  '{count, plural, one {# key} other {# keys}} found.':
    '{count, plural, one {# Schlüssel} other {# Schlüssel}} gefunden.',
  'Fetch and show': 'Abrufen und zeigen',
  'Fetch again': 'Noch einmal abrufen',
}
