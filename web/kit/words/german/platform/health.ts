import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** German for the first page of operators, and for the health of the platform. */
export const HEALTH: Catalogue = {
  'What needs an operator': 'Was Operatoren braucht',
  'What of the platform somebody should look into.': 'Was sich auf der Plattform jemand ansehen sollte.',
  'Counting what needs an operator': 'Was Operatoren braucht, wird gezählt',
  'look after the APIs of the platform': 'sich um die APIs der Plattform kümmern',
  'see how the platform does': 'sehen, wie es der Plattform geht',
  '{count, plural, one {{figure} job fails or is late} other {{figure} jobs fail or are late}}':
    '{count, plural, one {{figure} Hintergrundaufgabe scheitert oder ist überfällig} other {{figure} Hintergrundaufgaben scheitern oder sind überfällig}}',
  'Every job runs': 'Jede Hintergrundaufgabe läuft',
  '{count, plural, one {{figure} process went silent} other {{figure} processes went silent}}':
    '{count, plural, one {{figure} Prozess ist verstummt} other {{figure} Prozesse sind verstummt}}',
  'It did not end by itself. It is forgotten a day after it was last heard of.':
    'Er hat sich nicht selbst beendet. Einen Tag nach seinem letzten Zeichen wird er vergessen.',
  'No process went silent': 'Kein Prozess ist verstummt',
  '{count, plural, one {{figure} signing key is overdue} other {{figure} signing keys are overdue}}':
    '{count, plural, one {{figure} Signaturschlüssel ist überfällig} other {{figure} Signaturschlüssel sind überfällig}}',
  'Keys are replaced every 90 days by themselves. Look why that did not happen.':
    'Schlüssel werden alle 90 Tage von selbst ersetzt. Sehen Sie nach, warum das nicht geschah.',
  'The signing keys are young enough': 'Die Signaturschlüssel sind jung genug',
  '{count, plural, one {{figure} letter is stuck} other {{figure} letters are stuck}}':
    '{count, plural, one {{figure} Brief steckt fest} other {{figure} Briefe stecken fest}}',
  'The mail server did not take them. Each says why.':
    'Der Mailserver hat sie nicht angenommen. Bei jedem steht, warum.',
  'No letter is stuck': 'Kein Brief steckt fest',
  '{count, plural, one {{figure} letter waits to be handed on} other {{figure} letters wait to be handed on}}':
    '{count, plural, one {{figure} Brief wartet darauf, weitergegeben zu werden} other {{figure} Briefe warten darauf, weitergegeben zu werden}}',
  'No mail server is set: hand their links on, or set one.':
    'Es ist kein Mailserver eingestellt: Geben Sie die Links weiter, oder stellen Sie einen ein.',
  'No letter waits to be handed on': 'Kein Brief wartet darauf, weitergegeben zu werden',
  '{count, plural, one {{figure} message to an application is stuck} other {{figure} messages to applications are stuck}}':
    '{count, plural, one {{figure} Nachricht an eine Anwendung steckt fest} other {{figure} Nachrichten an Anwendungen stecken fest}}',
  'Applications did not take them. Their own people see why in the history.':
    'Anwendungen haben sie nicht angenommen. Ihre eigenen Leute sehen im Verlauf, warum.',
  'No message to an application is stuck': 'Keine Nachricht an eine Anwendung steckt fest',
  '{count, plural, one {{figure} request waits for an answer} other {{figure} requests wait for an answer}}':
    '{count, plural, one {{figure} Anfrage wartet auf Antwort} other {{figure} Anfragen warten auf Antwort}}',
  'Business units ask for external applications.': 'Geschäftsbereiche bitten um externe Anwendungen.',
  'No request waits': 'Keine Anfrage wartet',
  '{count, plural, one {{figure} business unit is inactive} other {{figure} business units are inactive}}':
    '{count, plural, one {{figure} Geschäftsbereich ist inaktiv} other {{figure} Geschäftsbereiche sind inaktiv}}',
  'Nobody there can sign in. Each says why.': 'Niemand dort kann sich anmelden. Bei jedem steht, warum.',
  'Every business unit is active': 'Jeder Geschäftsbereich ist aktiv',
  'The oldest came {when}.': 'Die älteste kam {when}.',
  Health: 'Zustand',
  'What each process says of itself is at most half a minute old.':
    'Was jeder Prozess von sich sagt, ist höchstens eine halbe Minute alt.',
  'Look again': 'Erneut nachsehen',
  'Asking how the platform does': 'Der Zustand der Plattform wird erfragt',
  'Takes reads and writes': 'Nimmt Lesen und Schreiben an',
  'Takes reads alone': 'Nimmt nur Lesen an',
  Away: 'Nicht erreichbar',
  Version: 'Version',
  Database: 'Datenbank',
  Schema: 'Schema',
  '{count, plural, one {# migration} other {# migrations}}':
    '{count, plural, one {# Migration} other {# Migrationen}}',
  Processes: 'Prozesse',
  'None has spoken yet. Each does so within half a minute.':
    'Noch keiner hat sich gemeldet. Jeder tut es binnen einer halben Minute.',
  Jobs: 'Hintergrundaufgaben',
  'Letters of the last seven days.': 'Briefe der letzten sieben Tage.',
  'No mail server is set: letters are kept, and somebody hands them on.':
    'Es ist kein Mailserver eingestellt: Briefe werden aufbewahrt, und jemand gibt sie weiter.',
  'Messages to applications': 'Nachrichten an Anwendungen',
  'Of the last seven days: that a session ended.': 'Der letzten sieben Tage: dass eine Sitzung endete.',
  'the oldest since {when}': 'seit {when}',
  'Tried in vain': 'Vergeblich versucht',
  '{number} ms': '{number} ms',
  '{number} s': '{number} s',
  'Version {version}': 'Version {version}',
  'began {when}': 'begonnen {when}',
  '{number} MB of memory': '{number} MB Speicher',
  'Event loop late by {middle} as a rule, {high} at 99 %, {most} at most':
    'Ereignisschleife verspätet um {middle} in der Regel, {high} bei 99 %, {most} höchstens',
  Alive: 'Lebt',
  Silent: 'Verstummt',
  'heard of {when}': 'zuletzt gehört {when}',
  Runs: 'Läuft',
  Fails: 'Scheitert',
  Late: 'Überfällig',
  'Last {when}': 'Zuletzt {when}',
  'took {time}': 'dauerte {time}',
  '{count, plural, one {{figure} turn} other {{figure} turns}}':
    '{count, plural, one {{figure} Durchgang} other {{figure} Durchgänge}}',
  '{count, plural, one {{figure} failed} other {{figure} failed}}':
    '{count, plural, one {{figure} gescheitert} other {{figure} gescheitert}}',
  'Failed {when} in {process}: {message}': 'Gescheitert {when} in {process}: {message}',
}
