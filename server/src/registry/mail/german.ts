import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What letters say, in German. */
export const GERMAN: Catalogue = {
  'Choose a new password': 'Wählen Sie ein neues Passwort',
  'Hello {name},': 'Guten Tag {name},',
  'An administrator of your business unit asks you to choose a new password for {userName}.':
    'Ein Administrator Ihres Geschäftsbereichs bittet Sie, ein neues Passwort für {userName} zu wählen.',
  'Somebody asked for a new password for {userName}, perhaps you.':
    'Jemand hat um ein neues Passwort für {userName} gebeten, vielleicht Sie.',
  'The link works once, for {minutes} minutes. Whoever uses it signs you out everywhere else.':
    'Der Link gilt einmal, {minutes} Minuten lang. Wer ihn benutzt, meldet Sie überall sonst ab.',
  'Until you do, your password stays as it is.': 'Bis dahin bleibt Ihr Passwort, wie es ist.',
  'If it was not you, do nothing: your password stays as it is.':
    'Wenn Sie es nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
  'Your password was changed': 'Ihr Passwort wurde geändert',
  'The password of {userName} was changed by a link that was sent to this address.':
    'Das Passwort von {userName} wurde durch einen Link geändert, der an diese Adresse ging.',
  'The password of {userName} was changed on the account page.':
    'Das Passwort von {userName} wurde auf der Kontoseite geändert.',
  'Every other browser in which you were signed in was signed out.':
    'Jeder andere Browser, in dem Sie angemeldet waren, wurde abgemeldet.',
  'Every browser in which you were signed in was signed out.':
    'Jeder Browser, in dem Sie angemeldet waren, wurde abgemeldet.',
  'You are invited to {unit}': 'Sie sind zu {unit} eingeladen',
  'Hello,': 'Guten Tag,',
  '{by} invites you to {unit}. Your user name will be {userName}.':
    '{by} lädt Sie zu {unit} ein. Ihr Benutzername wird {userName} sein.',
  'Follow the link to choose a password. It works once, for {days} days.':
    'Folgen Sie dem Link, um ein Passwort zu wählen. Er gilt einmal, {days} Tage lang.',
  'Accept the invitation': 'Einladung annehmen',
  'If you do not know what this is about, do nothing: no account is made.':
    'Wenn Sie nicht wissen, worum es geht, tun Sie nichts: Es wird kein Konto angelegt.',
  'Sign in': 'Anmelden',
  'If it was not you, tell an administrator of your business unit at once.':
    'Wenn Sie es nicht waren, sagen Sie es sofort einem Administrator Ihres Geschäftsbereichs.',
}
