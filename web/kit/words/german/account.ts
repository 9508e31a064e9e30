import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What stands on a user's own page. */
export const ACCOUNT: Catalogue = {
  'Your account': 'Ihr Konto',
  'Current password': 'Jetziges Passwort',
  'New password': 'Neues Passwort',
  'Your password is changed.': 'Ihr Passwort ist geändert.',
  'Your password is changed. {ended, plural, one {# other browser was} other {# other browsers were}} signed out.':
    'Ihr Passwort ist geändert. {ended, plural, one {# anderer Browser wurde} other {# andere Browser wurden}} abgemeldet.',
  'Change password': 'Passwort ändern',
  'Show the current password': 'Das jetzige Passwort zeigen',
  'Show the new password': 'Das neue Passwort zeigen',
  'At least 8 characters. Four words that nobody would put together make a good one.':
    'Mindestens 8 Zeichen. Vier Wörter, die niemand zusammenstellen würde, ergeben ein gutes.',
  Password: 'Passwort',
  'Changing it signs out every other browser at once. Applications must ask you to sign in again, except those you let stay connected while you are away: withdraw these above if you no longer trust them.':
    'Wenn Sie es ändern, wird jeder andere Browser sofort abgemeldet. Anwendungen müssen Sie neu anmelden, außer denen, die verbunden bleiben dürfen, während Sie nicht da sind: Widerrufen Sie diese oben, wenn Sie ihnen nicht mehr vertrauen.',
  Name: 'Name',
  'User name': 'Benutzername',
  'Security profile': 'Sicherheitsprofil',
  'Profile and password': 'Profil und Passwort',
  'Your name, user name and security profile are kept by your business unit.':
    'Ihren Namen, Ihren Benutzernamen und Ihr Sicherheitsprofil verwaltet Ihr Geschäftsbereich.',
  Verified: 'Bestätigt',
  'Not verified': 'Nicht bestätigt',
  None: 'Keine',
  'E-mail address': 'E-Mail-Adresse',
  'Phone number': 'Telefonnummer',
  'Postal address': 'Postanschrift',
  'How to reach you': 'Wie Sie zu erreichen sind',
  'Edit contact data': 'Kontaktdaten bearbeiten',
  'Only applications that you let see them learn these.':
    'Nur Anwendungen, denen Sie es erlauben, erfahren sie.',
  'A new one is not verified.': 'Eine neue ist nicht bestätigt.',
  'With + and the country code, for example +44 1632 960123.':
    'Mit + und der Landesvorwahl, zum Beispiel +49 30 901820.',
  'As on a letter, without your name.': 'Wie auf einem Brief, ohne Ihren Namen.',
  'Your contact data are saved.': 'Ihre Kontaktdaten sind gespeichert.',
  'Contact data': 'Kontaktdaten',
  'Your contact data have not been saved.': 'Ihre Kontaktdaten sind nicht gespeichert.',
  'Save contact data': 'Kontaktdaten speichern',
  'Nothing so far.': 'Bisher nichts.',
  'About you': 'Über Sie',
  'Edit what you say of yourself': 'Bearbeiten, was Sie über sich sagen',
  'All of it is optional. Only applications that you let see your profile learn it.':
    'Alles davon ist freiwillig. Nur Anwendungen, die Ihr Profil sehen dürfen, erfahren es.',
  'What you say of yourself is saved.': 'Was Sie über sich sagen, ist gespeichert.',
  'What you say of yourself has not been saved.': 'Was Sie über sich sagen, ist nicht gespeichert.',
  'Given name': 'Vorname',
  'Middle name': 'Mittlerer Name',
  'Family name': 'Familienname',
  Nickname: 'Rufname',
  Gender: 'Geschlecht',
  'Birth date': 'Geburtsdatum',
  Website: 'Website',
  'Profile page': 'Seite über Sie',
  Picture: 'Bild',
  'Time zone': 'Zeitzone',
  Language: 'Sprache',
  'YYYY-MM-DD; 0000-MM-DD leaves the year out, YYYY tells it alone.':
    'JJJJ-MM-TT; 0000-MM-TT lässt das Jahr weg, JJJJ nennt es allein.',
  'A whole address that begins with https://.': 'Eine ganze Adresse, die mit https:// beginnt.',
  'A page about you: an address that begins with https://.':
    'Eine Seite über Sie: eine Adresse, die mit https:// beginnt.',
  'Where a picture of you is: an address that begins with https://.':
    'Wo es ein Bild von Ihnen gibt: eine Adresse, die mit https:// beginnt.',
  'By its name, for example Europe/Berlin.': 'Mit ihrem Namen, zum Beispiel Europe/Berlin.',
  'As a language tag, for example en-GB. The pages here follow it where they speak it: English and German.':
    'Als Sprachkürzel, zum Beispiel de-DE. Die Seiten hier folgen ihm, wo sie die Sprache sprechen: Deutsch und Englisch.',
  '{name} can no longer act for you.': '{name} kann nicht mehr für Sie handeln.',
  'Withdraw what you allowed {name}': 'Widerrufen, was Sie {name} erlaubt haben',
  Withdraw: 'Widerrufen',
  'Withdraw what you allowed {name}?': 'Widerrufen, was Sie {name} erlaubt haben?',
  '{name} by {vendor} loses at once what it can do in your name, also where it stays connected while you are away. What it did until now is not undone. When you use it again it asks you anew, unless your business unit has allowed it for everybody.':
    '{name} von {vendor} verliert sofort, was es in Ihrem Namen tun kann, auch wo es verbunden bleibt, während Sie nicht da sind. Was bisher getan wurde, wird nicht rückgängig gemacht. Wenn Sie es wieder benutzen, werden Sie neu gefragt, außer Ihr Geschäftsbereich hat es für alle erlaubt.',
  '{name} by {vendor}': '{name} von {vendor}',
  External: 'Extern',
  Deactivated: 'Deaktiviert',
  'It can:': 'Es kann:',
  'Allowed {when}': 'Erlaubt {when}',
  'Not used lately': 'In letzter Zeit nicht benutzt',
  'Last used {when}': 'Zuletzt benutzt {when}',
  'Applications you allowed': 'Anwendungen, denen Sie etwas erlaubt haben',
  'What each application may do in your name, because you said so. It can never do more than you may do yourself.':
    'Was jede Anwendung in Ihrem Namen tun darf, weil Sie es gesagt haben. Sie kann nie mehr, als Sie selbst dürfen.',
  'You have allowed no application yet': 'Sie haben noch keiner Anwendung etwas erlaubt',
  'An application that wants to act for you asks first, on a page that says what it wants to do. What you allow there is listed here, and you can withdraw it at any time.':
    'Eine Anwendung, die für Sie handeln will, fragt zuerst, auf einer Seite, die sagt, was sie tun will. Was Sie dort erlauben, steht hier, und Sie können es jederzeit widerrufen.',
  'Applications that were used there must ask you to sign in again, except those you let stay connected while you are away.':
    'Anwendungen, die dort benutzt wurden, müssen Sie neu anmelden, außer denen, die verbunden bleiben dürfen, während Sie nicht da sind.',
  '{name} is signed out.': '{name} ist abgemeldet.',
  'Sign out {name}, {address}': '{name}, {address} abmelden',
  'Sign out': 'Abmelden',
  'Sign out {name}?': '{name} abmelden?',
  'It is signed out at once, and what is open there and not saved may be lost.':
    'Er wird sofort abgemeldet, und was dort offen und nicht gespeichert ist, kann verloren gehen.',
  'Every other browser is signed out.': 'Jeder andere Browser ist abgemeldet.',
  'Sign out everywhere else': 'Überall sonst abmelden',
  'Sign out everywhere else?': 'Überall sonst abmelden?',
  '{others, plural, one {# other browser is} other {# other browsers are}} signed out at once. This one stays signed in.':
    '{others, plural, one {# anderer Browser wird} other {# andere Browser werden}} sofort abgemeldet. Dieser bleibt angemeldet.',
  'This browser': 'Dieser Browser',
  'Unknown address': 'Unbekannte Adresse',
  'Signed in {when}': 'Angemeldet {when}',
  'Signed-in sessions': 'Angemeldete Sitzungen',
  'Every browser in which you are signed in. If you do not recognise one, sign it out and change your password.':
    'Jeder Browser, in dem Sie angemeldet sind. Wenn Sie einen nicht erkennen, melden Sie ihn ab und ändern Sie Ihr Passwort.',
  'A program called {program}': 'Ein Programm namens {program}',
  'An unknown browser': 'Ein unbekannter Browser',
  'A browser': 'Ein Browser',
  '{browser} on {system}': '{browser} unter {system}',
  Letters: 'Briefe',
  'Security alerts and what concerns your password are always sent.':
    'Sicherheitswarnungen und was Ihr Passwort betrifft, wird immer gesendet.',
  'Remind me of client secrets that end': 'An Client Secrets erinnern, die enden',
  '30, 7 and 1 days before, at most one letter a day, of the applications that you answer for.':
    '30, 7 und 1 Tage vorher, höchstens ein Brief am Tag, für die Anwendungen, für die Sie zuständig sind.',
  'You get reminders.': 'Sie bekommen Erinnerungen.',
  'You get no more reminders.': 'Sie bekommen keine Erinnerungen mehr.',
}
