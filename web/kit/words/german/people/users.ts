import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** German for users and those who are invited. */
export const USERS: Catalogue = {
  Users: 'Benutzer',
  'Full name': 'Voller Name',
  Invite: 'Einladen',
  Invited: 'Eingeladen',
  'Invite a user': 'Benutzer einladen',
  'An e-mail address: the invitation goes there, and they sign in with it.':
    'Eine E-Mail-Adresse: Die Einladung geht dorthin, und damit wird angemeldet.',
  'Optional. They can change it when they accept.': 'Freiwillig. Kann beim Annehmen geändert werden.',
  'Only profiles that permit no more than yours are offered.':
    'Angeboten werden nur Profile, die nicht mehr erlauben als Ihres.',
  English: 'Englisch',
  German: 'Deutsch',
  'Language of the letter': 'Sprache des Briefs',
  'An invitation is on its way to {name}.': 'Eine Einladung ist unterwegs an {name}.',
  'Loading the security profiles': 'Sicherheitsprofile werden geladen',
  'Invitation for {name}': 'Einladung für {name}',
  'No mail server is set. Hand the link on yourself: it works once, for seven days.':
    'Es ist kein Mailserver eingestellt. Geben Sie den Link selbst weiter: Er gilt einmal, sieben Tage lang.',
  'No mail server is set. Hand the link on yourself: it works once, for 30 minutes.':
    'Es ist kein Mailserver eingestellt. Geben Sie den Link selbst weiter: Er gilt einmal, 30 Minuten lang.',
  'Whoever has the link can use it: hand it to nobody but the person it is for.':
    'Wer den Link hat, kann ihn benutzen: Geben Sie ihn nur der Person, für die er bestimmt ist.',
  'Send again': 'Erneut senden',
  'Send the invitation to {name} again?': 'Die Einladung an {name} erneut senden?',
  'The new link works once, for seven days. The link before ends at once.':
    'Der neue Link gilt einmal, sieben Tage lang. Der vorige endet sofort.',
  'The invitation to {name} is withdrawn.': 'Die Einladung an {name} ist zurückgezogen.',
  'Withdraw the invitation to {name}?': 'Die Einladung an {name} zurückziehen?',
  'Its link ends at once. Nobody is told.': 'Ihr Link endet sofort. Niemand wird benachrichtigt.',
  'A security profile that is gone': 'Ein Sicherheitsprofil, das es nicht mehr gibt',
  'Sent {when} by {name}.': 'Gesendet {when} von {name}.',
  'Send link': 'Link senden',
  'Send {name} a link to a new password?': '{name} einen Link zu einem neuen Passwort senden?',
  'The link works once, for 30 minutes. Until it is used the old password holds; using it signs {name} out everywhere.':
    'Der Link gilt einmal, 30 Minuten lang. Bis er benutzt wird, gilt das alte Passwort; wer ihn benutzt, meldet {name} überall ab.',
  'A link to a new password is on its way to {userName}.':
    'Ein Link zu einem neuen Passwort ist unterwegs an {userName}.',
  'Link to a new password for {name}': 'Link zu einem neuen Passwort für {name}',
  '{name} is signed out everywhere, and whatever applications hold in their name ends at once. Activating lets them sign in again and brings none of it back.':
    '{name} wird überall abgemeldet, und was Anwendungen in diesem Namen haben, endet sofort. Aktivieren erlaubt wieder das Anmelden und bringt nichts davon zurück.',
  '{name} can sign in again. Sessions and tokens from before stay ended.':
    '{name} kann sich wieder anmelden. Sitzungen und Token von vorher bleiben beendet.',
  'Invite by file': 'Per Datei einladen',
  'Invite people by a file': 'Personen per Datei einladen',
  'People, one in each line': 'Personen, eine in jeder Zeile',
  'Comma or semicolon separated, at most {most} people. The first line names the columns: user name and security profile, and if you like full name and language.':
    'Durch Komma oder Semikolon getrennt, höchstens {most} Personen. Die erste Zeile nennt die Spalten: Benutzername und Sicherheitsprofil, und wenn Sie möchten Name und Sprache.',
  'Look it over': 'Durchsehen',
  Ready: 'Bereit',
  Line: 'Zeile',
  State: 'Zustand',
  '{done} of {all} invited.': '{done} von {all} eingeladen.',
  '{ready} can be invited. {faulty, plural, =0 {Nothing is left out} one {# line is left out} other {# lines are left out}}.':
    '{ready} können eingeladen werden. {faulty, plural, =0 {Nichts bleibt weg} one {# Zeile bleibt weg} other {# Zeilen bleiben weg}}.',
  'No mail server is set. Copy the links now and hand each to its person: they are not shown again.':
    'Es ist kein Mailserver eingestellt. Kopieren Sie die Links jetzt und geben Sie jeden seiner Person: Sie werden nicht wieder gezeigt.',
  links: 'Links',
  'Invite {count, plural, one {# person} other {# people}}':
    '{count, plural, one {# Person} other {# Personen}} einladen',
  You: 'Sie',
  'since {when}': 'seit {when}',
  'Loading the users': 'Benutzer werden geladen',
}
