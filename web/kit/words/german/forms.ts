import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What stands while an application is edited, and what comes back. */
const EDITING: Catalogue = {
  'deleted {when} by {person}': 'gelöscht {when} von {person}',
  'gone for good {when}': 'endgültig weg {when}',
  '{name} is restored, and inactive.': '{name} ist wiederhergestellt, und inaktiv.',
  'Its status is now active.': 'Ihr Status ist jetzt aktiv.',
  'Its status is now inactive.': 'Ihr Status ist jetzt inaktiv.',
  'Its status is now contained.': 'Ihr Status ist jetzt abgeschottet.',
  'The last change was by {person}, {when}.': 'Die letzte Änderung war von {person}, {when}.',
  '{name} was changed while you were editing': '{name} wurde geändert, während Sie sie bearbeitet haben',
  'Nothing was overwritten, and your changes have not been saved yet.':
    'Nichts wurde überschrieben, und Ihre Änderungen sind noch nicht gespeichert.',
  '{name} is saved.': '{name} ist gespeichert.',
  'Callback URLs, how it signs people in and out, and grants are maintained by the vendor, {vendor}.':
    'Callback-URLs, An- und Abmeldung und Grants pflegt der Anbieter {vendor}.',
  'User identifiers, public keys, signed requests, old software.':
    'Kennungen von Benutzern, öffentliche Schlüssel, signierte Anfragen, alte Software.',
  'Your changes of {name} have not been saved.': 'Ihre Änderungen an {name} sind nicht gespeichert.',
  '{count, plural, one {# fault} other {# faults}}': '{count, plural, one {# Fehler} other {# Fehler}}',
  'Users may leave this out': 'Benutzer dürfen das weglassen',
  'A user who is asked for consent sees every scope. Those that may be left out have a box to untick; without the others the application gets no token for that user.':
    'Wer um Zustimmung gebeten wird, sieht jeden Scope. Was weggelassen werden darf, hat ein Kästchen zum Abwählen; ohne die anderen bekommt die Anwendung kein Token für diesen Benutzer.',
  'Signatures of the application are checked with them, as a {term}.':
    'Mit ihnen werden Signaturen der Anwendung geprüft, als {term}.',
  'The {term} puts access tokens into the address of the callback, where histories and logs keep them.':
    '{term} legt Zugriffstokens in die Adresse des Callbacks, wo Verläufe und Protokolle sie behalten.',
  '{unit} has not opted in, so it cannot be switched on here. See {link}.':
    '{unit} hat sich nicht dafür entschieden, darum kann es hier nicht eingeschaltet werden. Siehe {link}.',
  'Names, e-mail addresses and the like come from userinfo. Some software looks for them in the ID token and never asks there; logs and browsers may then keep them.':
    'Namen, E-Mail-Adressen und Ähnliches kommen von Userinfo. Manche Software sucht sie im ID Token und fragt dort nie; Protokolle und Browser können sie dann behalten.',
  "Access tokens already issued keep their end. A refresh token outlives the user's session only with {term}.":
    'Schon ausgestellte Zugriffstokens behalten ihr Ende. Ein Refresh-Token überlebt die Sitzung des Benutzers nur mit {term}.',
  'Nobody said; it looks like: {kind}': 'Niemand hat es gesagt; es sieht aus wie: {kind}',
  'Once this is saved, users will see “{name}” by {vendor}, also where they know it under its old name. Its Application ID, secrets and tokens stay as they are.':
    'Sobald das gespeichert ist, sehen Benutzer „{name}“ von {vendor}, auch wo sie sie unter dem alten Namen kennen. Anwendungs-ID, Secrets und Tokens bleiben, wie sie sind.',
  'The application may put what it asks for into a {term}, which nobody on the way can change.':
    'Die Anwendung darf, worum sie bittet, in ein {term} legen, das unterwegs niemand ändern kann.',
  '{choice} (default)': '{choice} (Voreinstellung)',
  'Add request URI': 'Request-URI hinzufügen',
  'Remove request URI {place}': 'Request-URI {place} entfernen',
  'A file that lists the callback URLs; its host is the sector of a {term}. Needed only where the callback URLs have several hosts; otherwise their host is the sector.':
    'Eine Datei, die die Callback-URLs aufführt; ihr Host ist der Sektor für {term}. Nur nötig, wo die Callback-URLs mehrere Hosts haben; sonst ist deren Host der Sektor.',
  '{scope} (users may leave it out)': '{scope} (Benutzer dürfen es weglassen)',
}

/** Who would notice, files, and the list. */
const NOTICING: Catalogue = {
  'Its credentials were last used {when}.': 'Ihre Zugangsdaten wurden zuletzt benutzt {when}.',
  'Who would notice could not be counted now.': 'Wer es merken würde, konnte gerade nicht gezählt werden.',
  'Who would notice: that is not known': 'Wer es merken würde: das ist nicht bekannt',
  'Who would notice: {who}': 'Wer es merken würde: {who}',
  '{count, plural, one {# sign-in} other {# sign-ins}}':
    '{count, plural, one {# Anmeldung} other {# Anmeldungen}}',
  '{count, plural, one {# person} other {# people}}': '{count, plural, one {# Person} other {# Personen}}',
  'more than {words}': 'mehr als {words}',
  'at least {words}': 'mindestens {words}',
  'No sign-in of anybody holds it now.': 'Keine Anmeldung von irgendwem hat es jetzt.',
  'No sign-in of anybody lives now.': 'Niemand ist jetzt angemeldet.',
  '{signIns} of {people} {count, plural, one {holds} other {hold}} it now.':
    '{signIns} von {people} {count, plural, one {hat es} other {haben es}} jetzt.',
  '{signIns} of {people} {count, plural, one {lives} other {live}} now.':
    '{signIns} von {people} {count, plural, one {besteht jetzt} other {bestehen jetzt}}.',
  '{people} signed in with it or renewed it since {since}.':
    '{people}: seit {since} damit angemeldet oder verlängert.',
  '{people} {count, plural, one {was} other {were}} sent there after consenting.':
    '{people} {count, plural, one {wurde nach} other {wurden nach}} der Zustimmung dorthin geschickt.',
  '{people} consented to it.': 'Zugestimmt: {people}.',
  'nobody that is known of': 'niemand, von dem man weiß',
  'up to {people}': 'bis zu {people}',
  '{count, plural, one {# thing to correct} other {# things to correct}}':
    '{count, plural, one {# Stelle zu berichtigen} other {# Stellen zu berichtigen}}',
  'Line {line}, column {column}': 'Zeile {line}, Spalte {column}',
  Download: 'Herunterladen',
  'What you changed in the file is not kept.': 'Was Sie in der Datei geändert haben, wird nicht aufbewahrt.',
  '{name} as a file': '{name} als Datei',
  '{count, plural, one {# field of {name} would change} other {# fields of {name} would change}}':
    '{count, plural, one {# Feld von {name} würde sich ändern} other {# Felder von {name} würden sich ändern}}',
  'First used {when}.': 'Zuerst benutzt {when}.',
  'First used {when} from {place}.': 'Zuerst benutzt {when} von {place}.',
  '{name} (inactive)': '{name} (inaktiv)',
  '99+ alerts': '99+ Warnungen',
  '{open, plural, one {# alert} other {# alerts}}': '{open, plural, one {# Warnung} other {# Warnungen}}',
  'Exactly what the search and filters let through, on all pages, without secrets. The audit history keeps who exported what.':
    'Genau was Suche und Filter durchlassen, auf allen Seiten, ohne Secrets. Der Verlauf hält fest, wer was exportiert hat.',
  'All API applications, on all pages, without secrets. The audit history keeps who exported what.':
    'Alle API-Anwendungen, auf allen Seiten, ohne Secrets. Der Verlauf hält fest, wer was exportiert hat.',
}

/** The parts that forms share. */
const ROWS: Catalogue = {
  'Up to {most}, each only once. Several can be pasted at a time, split by lines, commas or spaces.':
    'Bis zu {most}, jede nur einmal. Mehrere können auf einmal eingefügt werden, getrennt durch Zeilen, Kommas oder Leerzeichen.',
  'Add callback URL': 'Callback-URL hinzufügen',
  'Remove callback URL {place}': 'Callback-URL {place} entfernen',
  'Rules for callback URLs': 'Regeln für Callback-URLs',
  'Add post-logout URL': 'URL nach der Abmeldung hinzufügen',
  'Remove post-logout URL {place}': 'URL nach der Abmeldung {place} entfernen',
  'Rules for post-logout URLs': 'Regeln für URLs nach der Abmeldung',
  'Only for a user who has signed in.': 'Nur für einen Benutzer, der sich angemeldet hat.',
  'Download .env': '.env herunterladen',
  'Use {url}': '{url} nehmen',
  '{most} is the most an application may have.': '{most} ist das Höchste, was eine Anwendung haben darf.',
  '{came} URLs pasted.': '{came} URLs eingefügt.',
  '{came} URLs pasted; {broken, plural, one {# row breaks a rule} other {# rows break a rule}}.':
    '{came} URLs eingefügt; {broken, plural, one {# Zeile verletzt eine Regel} other {# Zeilen verletzen eine Regel}}.',
  '{came} URLs pasted; {merged, plural, one {# was there already and is merged} other {# were there already and are merged}}.':
    '{came} URLs eingefügt; {merged, plural, one {# war schon da und ist zusammengelegt} other {# waren schon da und sind zusammengelegt}}.',
  '{came} URLs pasted; {merged, plural, one {# was there already and is merged} other {# were there already and are merged}}; {broken, plural, one {# row breaks a rule} other {# rows break a rule}}.':
    '{came} URLs eingefügt; {merged, plural, one {# war schon da und ist zusammengelegt} other {# waren schon da und sind zusammengelegt}}; {broken, plural, one {# Zeile verletzt eine Regel} other {# Zeilen verletzen eine Regel}}.',
  'it is a sector of its own': 'sie ist ein eigener Sektor',
  'its sector is {site}': 'ihr Sektor ist {site}',
  'Signed only, with any algorithm that its keys fit':
    'Nur signiert, mit jedem Algorithmus, zu dem ihre Schlüssel passen',
  'Plain, or signed, with any algorithm that its keys fit':
    'Einfach oder signiert, mit jedem Algorithmus, zu dem ihre Schlüssel passen',
  'Signed only, with {alg}': 'Nur signiert, mit {alg}',
  'Plain, or signed, with {alg}': 'Einfach oder signiert, mit {alg}',
  default: 'Voreinstellung',
  empty: 'leer',
  'a key without kid': 'ein Schlüssel ohne kid',
  '{held} of {all} scopes': '{held} von {all} Scopes',
  'All scopes: {scopes}': 'Alle Scopes: {scopes}',
}

/** What users see of it, and what is registered or asked for. */
const ASKING: Catalogue = {
  'It runs in a browser or on a device and has no secret, so Latchkey cannot be sure that it is what it says it is.':
    'Sie läuft in einem Browser oder auf einem Gerät und hat kein Secret, darum kann Latchkey nicht sicher sein, dass sie ist, was sie zu sein vorgibt.',
  'Internal: {unit} registered it as its own software.':
    'Intern: {unit} hat sie als eigene Software registriert.',
  'your application': 'Ihrer Anwendung',
  'Allow {name} to know who you are?': '{name} erlauben, zu wissen, wer Sie sind?',
  'Allow {name} to act for you?': '{name} erlauben, für Sie zu handeln?',
  'Why does it need {scopes}?': 'Wozu braucht sie {scopes}?',
  'Used by {count, number} business units or more':
    'Von {count, number} Geschäftsbereichen oder mehr benutzt',
  'Used by {count, plural, one {# business unit} other {# business units}}':
    'Von {count, plural, one {# Geschäftsbereich} other {# Geschäftsbereichen}} benutzt',
  'Asks for {scopes}.': 'Bittet um {scopes}.',
  'Why it asks, in the words of {vendor}: {reason}':
    'Warum sie darum bittet, in den Worten von {vendor}: {reason}',
  'It does not work without this.': 'Ohne das funktioniert sie nicht.',
  '{count, plural, one {# more application} other {# more applications}}: type a part of the name.':
    '{count, plural, one {# weitere Anwendung} other {# weitere Anwendungen}}: geben Sie einen Teil des Namens ein.',
  'Not in the list? {link}, or see what they answered.':
    'Nicht auf der Liste? {link}, oder sehen Sie, was sie geantwortet haben.',
  'Filled in from {name}; nothing is saved until you create it. Give it a name of its own. Its secrets, keys and owners are not copied.':
    'Ausgefüllt nach {name}; gespeichert wird erst beim Anlegen. Geben Sie ihr einen eigenen Namen. Secrets, Schlüssel und Eigentümer werden nicht kopiert.',
  'Copy its other settings too: {fields}': 'Auch die anderen Einstellungen kopieren: {fields}',
  'The application whose other settings were to be copied cannot be read; they have their defaults.':
    'Die Anwendung, deren andere Einstellungen kopiert werden sollten, ist nicht lesbar; sie haben ihre Vorgaben.',
  'Left out, since your business unit has no such {count, plural, one {API} other {APIs}}: {scopes}.':
    'Weggelassen, weil Ihr Geschäftsbereich {count, plural, one {diese API} other {diese APIs}} nicht hat: {scopes}.',
  '{name} is authorized.': '{name} ist zugelassen.',
  'The application has not been created. What you have typed stays in this tab until you close it.':
    'Die Anwendung ist nicht angelegt. Was Sie eingegeben haben, bleibt in diesem Tab, bis Sie ihn schließen.',
  '{name} is registered': '{name} ist registriert',
  'Your request has not been sent.': 'Ihre Anfrage ist nicht gesendet.',
  'Asked {when} by {person}': 'Gefragt {when} von {person}',
  'Asked {when} by {person}, {from}': 'Gefragt {when} von {person}, {from}',
  'The operators, {when}': 'Die Betreiber, {when}',
}

export const FORMS: Catalogue = { ...EDITING, ...NOTICING, ...ROWS, ...ASKING }
