import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** Secrets that were found, in quarantine and out of it. */
export const QUARANTINE: Catalogue = {
  'Put it into quarantine, and raise an alert': 'In Quarantäne nehmen und warnen',
  'It issues nothing from that moment on, until somebody releases or revokes it. The application gets no token meanwhile.':
    'Es stellt von da an nichts mehr aus, bis jemand es freigibt oder widerruft. Die Anwendung bekommt solange kein Token.',
  'In quarantine since {when}: it issues nothing': 'In Quarantäne seit {when}: es stellt nichts aus',
  Release: 'Freigeben',
  'Release {name}': '{name} freigeben',
  'Release {name}?': '{name} freigeben?',
  '{name} works again.': '{name} gilt wieder.',
  'Say why it is released: others have to know what was looked into.':
    'Sagen Sie, warum es freigegeben wird: andere müssen wissen, was untersucht wurde.',
  'One line. It stands in the history and settles the alert.':
    'Eine Zeile. Sie steht im Verlauf und erledigt die Warnung.',
  'The secret ending in {hint} works again at once, for whoever holds it. Do so only if it is in nobody else’s hands; else replace it. If it is found once more, you are told, and it goes on working.':
    'Das Secret mit dem Ende {hint} gilt sofort wieder, für jeden, der es hat. Tun Sie das nur, wenn es in keinen fremden Händen ist; sonst ersetzen Sie es. Wird es noch einmal gefunden, erfahren Sie es, und es gilt weiter.',
  'put a client secret into quarantine': 'nahm ein Client Secret in Quarantäne',
  'released a client secret from quarantine': 'gab ein Client Secret aus der Quarantäne frei',
  'It was put into quarantine at once, as your business unit chose, and issues nothing. Replace or revoke it under Secrets, or release it there if it is in nobody else’s hands.':
    'Es kam sofort in Quarantäne, wie Ihr Geschäftsbereich es gewählt hat, und stellt nichts aus. Ersetzen oder widerrufen Sie es unter Secrets, oder geben Sie es dort frei, wenn es in keinen fremden Händen ist.',
}
