import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** German for the business units of the platform. */
export const UNITS: Catalogue = {
  'Business units': 'Geschäftsbereiche',
  'Search by name or number': 'Nach Name oder Nummer suchen',
  'The platform’s own': 'Der eigene der Plattform',
  'Loading the business units': 'Die Geschäftsbereiche werden geladen',
  'Loading the business unit': 'Der Geschäftsbereich wird geladen',
  '{count, plural, one {{figure} business unit} other {{figure} business units}}':
    '{count, plural, one {{figure} Geschäftsbereich} other {{figure} Geschäftsbereiche}}',
  'No business unit fits': 'Kein Geschäftsbereich passt',
  'Each word that you search for must be the beginning of a word of the name, or of the number.':
    'Jedes gesuchte Wort muss der Anfang eines Wortes des Namens oder der Nummer sein.',
  'Who uses the platform. What is theirs stays theirs: you see how much, not what.':
    'Wer die Plattform nutzt. Was ihnen gehört, bleibt bei ihnen: Sie sehen, wie viel, nicht was.',
  'Internal applications': 'Interne Anwendungen',
  'External applications let in': 'Zugelassene externe Anwendungen',
  'Browsers signed in': 'Angemeldete Browser',
  'Sign-ins to applications': 'Anmeldungen bei Anwendungen',
  'How much it has': 'Wie viel er hat',
  Made: 'Angelegt',
  'APIs switched on': 'Eingeschaltete APIs',
  'Implicit grant (legacy)': 'Implicit Grant (veraltet)',
  'What operators did': 'Was Operatoren taten',
  Activated: 'Aktiviert',
  'by {actor}': 'durch {actor}',
  'Active and inactive': 'Aktive und inaktive',
  'Deactivate stops everything that is theirs within a second, everywhere. Nothing is deleted, and it can be activated again.':
    'Deaktivieren hält alles, was ihnen gehört, binnen einer Sekunde überall an. Nichts wird gelöscht, und er kann wieder aktiviert werden.',
  'It is inactive': 'Er ist inaktiv',
  'Nobody said why.': 'Niemand hat einen Grund genannt.',
  'Because: {reason}': 'Grund: {reason}',
  'Its users can sign in and its applications get tokens again. Sessions and tokens from before stay ended.':
    'Seine Benutzer können sich wieder anmelden, und seine Anwendungen erhalten wieder Token. Sitzungen und Token von vorher bleiben beendet.',
  'Deactivate this business unit': 'Diesen Geschäftsbereich deaktivieren',
  Deactivating: 'Das Deaktivieren',
  Activating: 'Das Aktivieren',
  'Within a second, on every server:': 'Binnen einer Sekunde, auf jedem Server:',
  '{count, plural, one {{figure} user cannot sign in} other {{figure} users cannot sign in}}':
    '{count, plural, one {{figure} Benutzer kann sich nicht anmelden} other {{figure} Benutzer können sich nicht anmelden}}',
  '{count, plural, one {{figure} browser is signed out} other {{figure} browsers are signed out}}':
    '{count, plural, one {{figure} Browser wird abgemeldet} other {{figure} Browser werden abgemeldet}}',
  '{count, plural, one {{figure} internal application gets no tokens} other {{figure} internal applications get no tokens}}':
    '{count, plural, one {{figure} interne Anwendung erhält keine Token} other {{figure} interne Anwendungen erhalten keine Token}}',
  '{count, plural, one {{figure} external application is no longer let in} other {{figure} external applications are no longer let in}}':
    '{count, plural, one {{figure} externe Anwendung wird nicht mehr zugelassen} other {{figure} externe Anwendungen werden nicht mehr zugelassen}}',
  '{count, plural, one {{figure} sign-in to an application ends for good} other {{figure} sign-ins to applications end for good}}':
    '{count, plural, one {{figure} Anmeldung bei einer Anwendung endet endgültig} other {{figure} Anmeldungen bei Anwendungen enden endgültig}}',
  'Tokens already issued are refused wherever Latchkey is asked. An API that checks them by itself accepts them until they end, as a rule within 15 minutes.':
    'Bereits ausgestellte Token werden überall abgelehnt, wo Latchkey gefragt wird. Eine API, die sie selbst prüft, nimmt sie an, bis sie enden, in der Regel binnen 15 Minuten.',
  'Say why: other operators read it.': 'Nennen Sie den Grund: Andere Operatoren lesen ihn.',
  'One line. Operators see it, and it stands in their audit log.':
    'Eine Zeile. Operatoren sehen sie, und sie steht im Prüfprotokoll des Geschäftsbereichs.',
  'To confirm, type its number: {number}': 'Geben Sie zur Bestätigung die Nummer ein: {number}',
  'Type {number}, as it stands above.': 'Geben Sie {number} ein, wie es oben steht.',
}

/** German for making a business unit. */
export const NEW_UNIT: Catalogue = {
  'Make a business unit': 'Geschäftsbereich anlegen',
  'It is given a number, and its first administrator is invited at once.':
    'Er erhält eine Nummer, und die Person, die ihn zuerst verwaltet, wird sofort eingeladen.',
  'As its people know it. Everybody there sees it on every page.':
    'Wie ihn seine Leute kennen. Alle dort sehen ihn auf jeder Seite.',
  'Where real work is done.': 'Wo wirklich gearbeitet wird.',
  'For trying things out. Every page is tinted, so that nobody takes it for production.':
    'Um etwas auszuprobieren. Jede Seite ist eingefärbt, damit ihn niemand für die Produktion hält.',
  'First administrator': 'Erste Verwaltung',
  'Has the security profile Manager, and invites whoever comes next.':
    'Hat das Sicherheitsprofil Manager und lädt alle Weiteren ein.',
  'The business unit has not been made.': 'Der Geschäftsbereich ist nicht angelegt.',
  '{name} is made. Its number is {number}.': '{name} ist angelegt und hat die Nummer {number}.',
  'Nobody has entered yet': 'Noch niemand ist eingetreten',
  'Invite anew': 'Neu einladen',
  'Invite the first administrator': 'Erste Verwaltung einladen',
  'Nobody is invited. Without a first administrator nobody can use it.':
    'Niemand ist eingeladen. Ohne erste Verwaltung kann ihn niemand nutzen.',
  '{name} was invited {when} and has not answered yet.':
    '{name} wurde {when} eingeladen und hat noch nicht geantwortet.',
  'The invitation of {name} expired {when}.': 'Die Einladung von {name} ist {when} abgelaufen.',
  'The link that {name} has ends at once.': 'Der Link, den {name} hat, endet sofort.',
  'make business units': 'Geschäftsbereiche anlegen',
}

/** German for the signing keys. */
export const KEYS: Catalogue = {
  'Signing keys': 'Signaturschlüssel',
  'Signs now': 'Signiert jetzt',
  'Signs next': 'Signiert als Nächstes',
  'Verifies only': 'Prüft nur noch',
  Retired: 'Außer Dienst',
  'Access tokens, and ID tokens of applications that chose it':
    'Access-Token, und ID-Token von Anwendungen, die ihn gewählt haben',
  'ID tokens, unless the application chose another':
    'ID-Token, sofern die Anwendung keinen anderen gewählt hat',
  'ID tokens of applications that chose it': 'ID-Token von Anwendungen, die ihn gewählt haben',
  'A new key is published before it signs, and an old one verifies until the last token that it signed has ended.':
    'Ein neuer Schlüssel wird veröffentlicht, bevor er signiert, und ein alter prüft, bis das letzte damit signierte Token geendet hat.',
  'Loading the signing keys': 'Die Signaturschlüssel werden geladen',
  'No key yet. The first is made when it is needed.':
    'Noch kein Schlüssel. Der erste wird erzeugt, sobald er gebraucht wird.',
  'key id': 'Schlüssel-ID',
  'Signs from {when}': 'Signiert ab: {when}',
  'Since {when}': 'Seit: {when}',
  'Since {when}, until {until}': 'Seit: {when}, bis: {until}',
  'Verifies until {when}': 'Prüft bis: {when}',
  'Ended {when}': 'Beendet: {when}',
  'New keys sign. Everything that the old ones signed is refused.':
    'Neue Schlüssel signieren. Alles, was die alten signiert haben, wird abgelehnt.',
  'New keys are published. They sign in ten minutes.':
    'Neue Schlüssel sind veröffentlicht. Sie signieren in zehn Minuten.',
  Rotate: 'Wechseln',
  'Rotate the signing keys?': 'Signaturschlüssel wechseln?',
  'A new key of each algorithm is published now and signs in ten minutes, when every API has read it. The old ones verify for 25 hours more, so nothing breaks. Where a new key waits already, nothing changes.':
    'Ein neuer Schlüssel je Verfahren wird jetzt veröffentlicht und signiert in zehn Minuten, wenn jede API ihn gelesen hat. Die alten prüfen noch 25 Stunden lang, sodass nichts ausfällt. Wo schon ein neuer Schlüssel wartet, ändert sich nichts.',
  'When a private key may be known to others: new keys sign at once, and everything that the old ones signed is refused.':
    'Wenn ein privater Schlüssel anderen bekannt sein könnte: Neue Schlüssel signieren sofort, und alles, was die alten signiert haben, wird abgelehnt.',
  'Rotate at once': 'Sofort wechseln',
  'Rotate at once, after a compromise?': 'Nach einer Kompromittierung sofort wechseln?',
  'What this breaks:': 'Was dadurch ausfällt:',
  'Every access token of every business unit is refused within a second. Programs get a new one with their refresh token or their credentials; those that cannot stand still until somebody signs in again.':
    'Jedes Access-Token jedes Geschäftsbereichs wird binnen einer Sekunde abgelehnt. Programme holen sich mit ihrem Refresh-Token oder ihren Zugangsdaten ein neues; wer das nicht kann, steht still, bis sich jemand neu anmeldet.',
  'APIs that keep the public keys refuse the new tokens for up to five minutes, and may accept old ones as long.':
    'APIs, die die öffentlichen Schlüssel aufbewahren, lehnen die neuen Token bis zu fünf Minuten lang ab und nehmen alte womöglich ebenso lange an.',
  'ID tokens from before no longer verify, which a sign-out may need.':
    'ID-Token von vorher lassen sich nicht mehr prüfen, was eine Abmeldung brauchen kann.',
  'Refresh tokens, secrets, sessions and consents stay. None of this can be taken back.':
    'Refresh-Token, Geheimnisse, Sitzungen und Zustimmungen bleiben. Nichts davon lässt sich zurücknehmen.',
  'To confirm, type where this is: {place}': 'Geben Sie zur Bestätigung ein, wo das ist: {place}',
  'Type {place}, as it stands above.': 'Geben Sie {place} ein, wie es oben steht.',
}
