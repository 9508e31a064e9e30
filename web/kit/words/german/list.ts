import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What the list of API applications says, and that of deleted ones. */
export const LIST: Catalogue = {
  APIs: 'APIs',
  'Software that may call the platform’s {apis} in the name of your {unit}.':
    'Software, die die {apis} der Plattform aufrufen darf, für Ihren {unit}.',
  'Use is kept since {when}: what was used before that and not since is shown as not used.':
    'Benutzung wird seit {when} vermerkt: was vorher und seitdem nicht mehr benutzt wurde, gilt hier als unbenutzt.',
  'More than {total, plural, one {# API application} other {# API applications}}':
    'Mehr als {total, plural, one {# API-Anwendung} other {# API-Anwendungen}}',
  '{total, plural, one {# API application} other {# API applications}}':
    '{total, plural, one {# API-Anwendung} other {# API-Anwendungen}}',
  'Nothing in your business unit fits this search and these filters together.':
    'Nichts in Ihrem Geschäftsbereich passt zu dieser Suche und diesen Filtern zugleich.',
  '{value} per page': '{value} je Seite',
  '{rows} of more than {total, number}': '{rows} von mehr als {total, number}',
  '{rows} of {total, number}': '{rows} von {total, number}',
  Next: 'Weiter',
  Filters: 'Filter',
  Views: 'Ansichten',
  'Deleted API applications': 'Gelöschte API-Anwendungen',
  'Application ID of {name}': 'Anwendungs-ID von {name}',
  'For seven days each can be restored as it was, inactive. After that it is gone for good.':
    'Sieben Tage lang kann jede wiederhergestellt werden, wie sie war, inaktiv. Danach ist sie endgültig fort.',
  'Loading what was deleted': 'Gelöschte werden geladen',
  'Nothing was deleted in the last seven days': 'In den letzten sieben Tagen wurde nichts gelöscht',
  'An application that is inactive can be deleted at the end of its page. It stands here then, until it is restored or seven days have passed.':
    'Eine inaktive Anwendung kann am Ende ihrer Seite gelöscht werden. Dann steht sie hier, bis sie wiederhergestellt wird oder sieben Tage vergangen sind.',
  'Restore {name}': '{name} wiederherstellen',
  Restore: 'Wiederherstellen',
  'Restore {name}?': '{name} wiederherstellen?',
  'It comes back as it was, with its secrets and what people consented to, and stays inactive until somebody activates it.':
    'Sie kommt zurück, wie sie war, mit ihren Secrets und dem, wozu Personen zugestimmt haben, und bleibt inaktiv, bis jemand sie aktiviert.',
  'Another one where its own was taken meanwhile.': 'Ein anderer, wo ihr eigener inzwischen vergeben ist.',
  Internal: 'Intern',
  'API applications': 'API-Anwendungen',
  'Loading API applications': 'API-Anwendungen werden geladen',
  'Create New': 'Neu anlegen',
  'business unit': 'Geschäftsbereich',
  'Deleted in the last seven days': 'In den letzten sieben Tagen gelöscht',
  'No API application matches': 'Keine API-Anwendung passt',
  'No API applications yet': 'Noch keine API-Anwendungen',
  'An API application lets a program get tokens and call the platform’s APIs: a nightly report, a wallboard, your own web site. Register your own software, or authorize one that a vendor has published.':
    'Mit einer API-Anwendung bekommt ein Programm Token und ruft die APIs der Plattform auf: ein nächtlicher Bericht, eine Wandtafel, Ihre eigene Website. Registrieren Sie Ihre eigene Software, oder lassen Sie eine zu, die ein Anbieter veröffentlicht hat.',
  'Your security profile lets you look at them, not create them.':
    'Ihr Sicherheitsprofil lässt Sie sie ansehen, nicht anlegen.',
  Pages: 'Seiten',
  'Rows per page': 'Zeilen je Seite',
  Previous: 'Zurück',
  'First page': 'Erste Seite',
  'Name, A to Z': 'Name, A bis Z',
  'Name, Z to A': 'Name, Z bis A',
  'Vendor, A to Z': 'Anbieter, A bis Z',
  'Vendor, Z to A': 'Anbieter, Z bis A',
  'Created, oldest first': 'Angelegt, älteste zuerst',
  'Created, newest first': 'Angelegt, neueste zuerst',
  'Search API applications': 'API-Anwendungen suchen',
  'Name, vendor or Application ID': 'Name, Anbieter oder Anwendungs-ID',
  'Clear search': 'Suche leeren',
  'Remove filter': 'Filter entfernen',
  'Search and filters': 'Suche und Filter',
  'All types': 'Alle Arten',
  'Any status': 'Jeder Status',
  'Sort by': 'Sortieren nach',
}
