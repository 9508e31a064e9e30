import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** The audit log: its filters, its entries, what proves it, and how long it is kept. */
export const AUDIT: Catalogue = {
  Audit: 'Prüfprotokoll',
  'People and profiles': 'Personen und Profile',
  'Secrets and keys': 'Secrets und Schlüssel',
  'The log itself': 'Das Protokoll selbst',
  Other: 'Anderes',
  application: 'Anwendung',
  user: 'Benutzer',
  'authorization code': 'Autorisierungscode',
  'signing key': 'Signaturschlüssel',
  'registration token': 'Registrierungstoken',
  request: 'Anfrage',
  view: 'Ansicht',
  letter: 'Brief',
  'Everything that was changed in the platform’s own business unit, and by whom.':
    'Alles, was im eigenen Geschäftsbereich der Plattform geändert wurde, und von wem.',
  'Everything that was changed in your business unit, and by whom.':
    'Alles, was in Ihrem Geschäftsbereich geändert wurde, und von wem.',
  'About this log': 'Über dieses Protokoll',
  Log: 'Protokoll',
  'Proof and keeping': 'Nachweis und Aufbewahrung',
  Target: 'Ziel',
  Address: 'Adresse',
  id: 'Kennung',
  Action: 'Aktion',
  'Place in the chain': 'Platz in der Kette',
  'hash of the link': 'Hash des Glieds',
  'Same target: {what}': 'Gleiches Ziel: {what}',
  'Same target': 'Gleiches Ziel',
  'Same actor: {name}': 'Gleiche Person: {name}',
  'Same actor': 'Gleiche Person',
  'Link to this entry: {name} {action}': 'Link zu diesem Eintrag: {name} {action}',
  'Exactly what the filters let through, oldest first. That you exported it is written down.':
    'Genau das, was die Filter durchlassen, das Älteste zuerst. Dass Sie es exportiert haben, wird festgehalten.',
  'The whole log, oldest first. As JSON lines it can be checked elsewhere. That you exported it is written down.':
    'Das ganze Protokoll, das Älteste zuerst. Als JSON-Zeilen kann es anderswo geprüft werden. Dass Sie es exportiert haben, wird festgehalten.',
  'By whom, or an id': 'Von wem, oder eine Kennung',
  'User name, application or id': 'Benutzername, Anwendung oder Kennung',
  'By {name}': 'Von {name}',
  'What: {action}': 'Was: {action}',
  'Target: {what}': 'Ziel: {what}',
  'Request: {id}': 'Anfrage: {id}',
  'Filter the log': 'Das Protokoll filtern',
  Since: 'Seit',
  Until: 'Bis',
  'Loading the kinds of file': 'Die Arten von Dateien werden geladen',
  'Loading the log': 'Das Protokoll wird geladen',
  'No such entries': 'Keine solchen Einträge',
  'Nothing was written down yet': 'Noch nichts wurde festgehalten',
  'Show the whole log': 'Das ganze Protokoll zeigen',
  'Nothing in this log is like that. Names and ids are looked for in full.':
    'Nichts in diesem Protokoll ist so. Namen und Kennungen werden im Ganzen gesucht.',
  'Every change in your business unit is written down here.':
    'Jede Änderung in Ihrem Geschäftsbereich wird hier festgehalten.',
  'Show older entries': 'Ältere Einträge zeigen',
  'One entry': 'Ein Eintrag',
  'Loading the entry': 'Der Eintrag wird geladen',
  'No such entry': 'Kein solcher Eintrag',
  'Entry {seq, number} is missing, or another stands in its place.':
    'Eintrag {seq, number} fehlt, oder ein anderer steht an seiner Stelle.',
  'Entry {seq, number} says something else than it did.':
    'Eintrag {seq, number} sagt etwas anderes als zuvor.',
  'Entry {seq, number} is not the one of which a head was published.':
    'Eintrag {seq, number} ist nicht der, dessen Kopf veröffentlicht wurde.',
  'The end was cut off: from entry {seq, number} on entries are missing that a published head vouches for.':
    'Das Ende wurde abgeschnitten: ab Eintrag {seq, number} fehlen Einträge, für die ein veröffentlichter Kopf bürgt.',
  'What stands in place of the erased entries, up to {seq, number}, is not what was signed.':
    'Was anstelle der gelöschten Einträge bis {seq, number} steht, ist nicht das, was signiert wurde.',
  'The log was changed': 'Das Protokoll wurde verändert',
  'Keep the database as it is, export the log, and compare it with heads that you keep elsewhere.':
    'Lassen Sie die Datenbank, wie sie ist, exportieren Sie das Protokoll und vergleichen Sie es mit Köpfen, die Sie anderswo aufbewahren.',
  'Everything holds: entries {first, number} to {last, number}, compared with {heads, plural, =0 {no published head} one {one published head} other {# published heads}}.':
    'Alles stimmt: Einträge {first, number} bis {last, number}, verglichen mit {heads, plural, =0 {keinem veröffentlichten Kopf} one {einem veröffentlichten Kopf} other {# veröffentlichten Köpfen}}.',
  'Has nobody changed it?': 'Hat niemand es verändert?',
  'Each entry is tied to the one before it by a hash. Checking computes them all anew and compares them with every head that was published.':
    'Jeder Eintrag ist durch einen Hash an den vorigen gebunden. Die Prüfung berechnet alle neu und vergleicht sie mit jedem veröffentlichten Kopf.',
  'Check now': 'Jetzt prüfen',
  'Checked {checked, number} of {last, number}.': '{checked, number} von {last, number} geprüft.',
  'Up to entry {seq, number}': 'Bis Eintrag {seq, number}',
  Key: 'Schlüssel',
  'id of the key': 'Kennung des Schlüssels',
  'Loading the heads': 'Die Köpfe werden geladen',
  'None was published yet. The first comes by itself within some minutes.':
    'Noch keiner wurde veröffentlicht. Der erste kommt von selbst in einigen Minuten.',
  'Show older heads': 'Ältere Köpfe zeigen',
  'Published: the head of entry {seq, number}.': 'Veröffentlicht: der Kopf von Eintrag {seq, number}.',
  'Published heads': 'Veröffentlichte Köpfe',
  'A head says, signed, how far the log went and what its last hash was. One is published every day on which something was written down. Whoever keeps one elsewhere can prove later that nothing before it was changed, and that no end was cut off.':
    'Ein Kopf sagt signiert, wie weit das Protokoll reichte und was sein letzter Hash war. An jedem Tag, an dem etwas festgehalten wurde, wird einer veröffentlicht. Wer einen anderswo aufbewahrt, kann später nachweisen, dass davor nichts verändert und kein Ende abgeschnitten wurde.',
  'Publish now': 'Jetzt veröffentlichen',
  'Download all heads': 'Alle Köpfe herunterladen',
  'Publishing a head': 'Einen Kopf zu veröffentlichen',
  'For ever': 'Für immer',
  'For {days, number} days': '{days, number} Tage',
  'Saved: how long the audit log is kept.': 'Gespeichert: wie lange das Prüfprotokoll aufbewahrt wird.',
  'Entries are kept': 'Einträge werden aufbewahrt',
  'Entries older than {days, number} days are erased, from the next day on at the latest. They cannot be brought back; export the log first where you may need it.':
    'Einträge, die älter als {days, number} Tage sind, werden gelöscht, spätestens ab dem nächsten Tag. Sie lassen sich nicht zurückholen; exportieren Sie das Protokoll zuvor, wenn Sie es brauchen könnten.',
  'How long it is kept': 'Wie lange es aufbewahrt wird',
  'Entries are erased by their age alone. A signed note takes their place, so that the rest can still be checked.':
    'Einträge werden allein ihres Alters wegen gelöscht. Ein signierter Vermerk tritt an ihre Stelle, sodass der Rest weiter geprüft werden kann.',
  'Loading the setting': 'Die Einstellung wird geladen',
  'Entries 1 to {seq, number} were erased {when}.': 'Einträge 1 bis {seq, number} wurden gelöscht: {when}.',
}
