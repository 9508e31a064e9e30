import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** German for the time line of credentials, and what is known of public keys. */
export const KEYRING: Catalogue = {
  Keyring: 'Schlüsselbund',
  'What the application proves itself with, from when it was made to its end.':
    'Womit sich die Anwendung ausweist, vom Anlegen bis zum Ende.',
  'has worked': 'hat gegolten',
  'will work': 'wird gelten',
  'beside its successor': 'neben seinem Nachfolger',
  'in quarantine': 'in Quarantäne',
  now: 'jetzt',
  'last used': 'zuletzt benutzt',
  'The same as a table': 'Dasselbe als Tabelle',
  Credential: 'Zugangsmittel',
  'Not by itself': 'Nicht von selbst',
  'In quarantine': 'In Quarantäne',
  Ended: 'Beendet',
  'Works, being replaced': 'Gilt, wird ersetzt',
  Works: 'Gilt',
  'Key {name}…': 'Schlüssel {name}…',
  'Loading the keys': 'Die Schlüssel werden geladen',
  'Added before that was kept.': 'Hinzugefügt, bevor das festgehalten wurde.',
  'Added {when} by {name}.': 'Hinzugefügt {when} von {name}.',
  'Last used {when}, for a request that a browser brought.':
    'Zuletzt benutzt {when}, für eine Anfrage, die ein Browser brachte.',
  'It gave no key set yet, as far as is known.': 'Sie gab, soweit bekannt, noch keinen Schlüsselsatz.',
  'It last gave a key set {when}.': 'Sie gab zuletzt {when} einen Schlüsselsatz.',
  'It failed {when}. {why}': 'Es scheiterte {when}. {why}',
  'No key was used yet': 'Noch wurde kein Schlüssel benutzt',
  'Each key that the application proves itself with stands here from then on.':
    'Jeder Schlüssel, mit dem sich die Anwendung ausweist, steht von da an hier.',
}
