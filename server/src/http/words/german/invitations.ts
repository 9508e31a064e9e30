import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What is said of invitations: on their page, of their faults, and of files of them. */
export const INVITATIONS: Catalogue = {
  'Welcome to {unit}': 'Willkommen bei {unit}',
  '{by} invites you. Your user name is {account}.': '{by} lädt Sie ein. Ihr Benutzername ist {account}.',
  '{account} is signed in in this browser and will be signed out.':
    '{account} ist in diesem Browser angemeldet und wird abgemeldet.',
  'Accept and sign in': 'Annehmen und anmelden',
  'If this is not for you, close the page: no account is made.':
    'Wenn das nicht für Sie bestimmt ist, schließen Sie die Seite: Es wird kein Konto angelegt.',
  'This user name belongs to an account already, and no account is made. Sign in with that one, or ask whoever invited you to invite you under another address.':
    'Dieser Benutzername gehört schon zu einem Konto, und es wird keines angelegt. Melden Sie sich mit jenem an, oder bitten Sie, wer Sie eingeladen hat, um eine Einladung unter einer anderen Adresse.',
  'It was used before, it was withdrawn or replaced by a newer one, it is older than seven days, or it was not copied whole.':
    'Er wurde schon benutzt, zurückgezogen oder durch einen neueren ersetzt, er ist älter als sieben Tage, oder er wurde nicht ganz kopiert.',
  'If you accepted before, sign in on the start page. Else ask whoever invited you to send it again.':
    'Wenn Sie schon angenommen haben, melden Sie sich auf der Startseite an. Sonst bitten Sie, wer Sie eingeladen hat, sie erneut zu senden.',
  'No invitation with this id waits in your business unit. It may have been accepted or withdrawn.':
    'In Ihrem Geschäftsbereich wartet keine Einladung mit dieser Id. Sie wurde vielleicht angenommen oder zurückgezogen.',
  '{0} is a user of your business unit already.': '{0} ist schon Benutzer Ihres Geschäftsbereichs.',
  '{0} was invited before. Send that invitation again, or withdraw it.':
    '{0} wurde schon eingeladen. Senden Sie jene Einladung erneut, oder ziehen Sie sie zurück.',
  'Choose a security profile of your business unit.':
    'Wählen Sie ein Sicherheitsprofil Ihres Geschäftsbereichs.',
  'This security profile permits more than yours. Choose one that permits no more than you may do.':
    'Dieses Sicherheitsprofil erlaubt mehr als Ihres. Wählen Sie eines, das nicht mehr erlaubt, als Sie dürfen.',
  'This security profile permits more than yours.': 'Dieses Sicherheitsprofil erlaubt mehr als Ihres.',
  'At most {0} invitations can wait for an answer. Withdraw some that nobody will answer.':
    'Höchstens {0} Einladungen können auf Antwort warten. Ziehen Sie solche zurück, die niemand beantworten wird.',
  'The file may have at most {0} characters. Split it.':
    'Die Datei darf höchstens {0} Zeichen haben. Teilen Sie sie.',
  'A quotation mark is opened and never closed.': 'Ein Anführungszeichen wird geöffnet und nie geschlossen.',
  'The first line must name the columns, among them “user name” and “security profile”.':
    'Die erste Zeile muss die Spalten nennen, darunter „Benutzername“ und „Sicherheitsprofil“.',
  'The file names nobody.': 'Die Datei nennt niemanden.',
  'The file names {0} people, and may name {1}. Split it.':
    'Die Datei nennt {0} Personen und darf {1} nennen. Teilen Sie sie.',
  'Write en or de, or leave it empty.': 'Schreiben Sie en oder de, oder lassen Sie es leer.',
  'The same user name stands in line {0}.': 'Derselbe Benutzername steht in Zeile {0}.',
  'The security profile of this user permits more than yours. Ask somebody who may do as much as they.':
    'Das Sicherheitsprofil dieses Benutzers erlaubt mehr als Ihres. Bitten Sie jemanden, der ebenso viel darf.',
  'It looks like the name of {0} ({1}). Add what tells them apart, such as a town.':
    'Er sieht aus wie der Name von {0} ({1}). Ergänzen Sie, was sie unterscheidet, etwa einen Ort.',
  'A name has at least one letter or digit.': 'Ein Name hat mindestens einen Buchstaben oder eine Ziffer.',
  'There is no API of this name.': 'Es gibt keine API dieses Namens.',
  'There is no scope of this name in this API.': 'In dieser API gibt es keinen Scope dieses Namens.',
  'A name begins with a capital letter and has 3 to 50 plain letters and digits.':
    'Ein Name beginnt mit einem Großbuchstaben und hat 3 bis 50 einfache Buchstaben und Ziffern.',
  'There is an API or a scope called {0} already.': 'Es gibt schon eine API oder einen Scope namens {0}.',
  'Use at most 60 small letters and digits, parted by a dot, a hyphen or an underscore: agents.read.':
    'Höchstens 60 Kleinbuchstaben und Ziffern, getrennt durch Punkt, Bindestrich oder Unterstrich: agents.read.',
  'There is a scope {0} already.': 'Es gibt schon einen Scope {0}.',
  'Say what it lets an application do.': 'Sagen Sie, was er einer Anwendung erlaubt.',
  'Use at most {0} characters.': 'Höchstens {0} Zeichen.',
  'Remove the control or invisible character.': 'Entfernen Sie das Steuerzeichen oder unsichtbare Zeichen.',
  'An audience is an absolute URI without a query and a fragment, such as https://api.example.com or urn:example:api.':
    'Eine Audience ist eine absolute URI ohne Query und Fragment, etwa https://api.example.com oder urn:example:api.',
  'This is an address of the server itself. Choose one of the API.':
    'Das ist eine Adresse des Servers selbst. Wählen Sie eine der API.',
  '{0} is found by this already.': '{0} wird schon hierunter gefunden.',
  'Write the whole address, for example https://api.example.com/v1/.':
    'Schreiben Sie die ganze Adresse, zum Beispiel https://api.example.com/v1/.',
  'Use https. Plain http is allowed only on the same machine.':
    'Nehmen Sie https. Einfaches http ist nur auf demselben Rechner erlaubt.',
  'Choose a moment in the future, within five years.':
    'Wählen Sie einen Zeitpunkt in der Zukunft, innerhalb von fünf Jahren.',
  'There can be at most {0} {1}.': 'Es kann höchstens {0} {1} geben.',
  'Somebody made an API of this name or audience at the same moment.':
    'Jemand hat im selben Moment eine API dieses Namens oder dieser Audience angelegt.',
  'Somebody made a scope of this name at the same moment.':
    'Jemand hat im selben Moment einen Scope dieses Namens angelegt.',
  'Applications may use this API, and their tokens are made out to its audience: it stays.':
    'Anwendungen dürfen diese API nutzen, und ihre Token sind auf ihre Audience ausgestellt: Sie bleibt.',
  'The management API itself is called with AdminApi: it does not end.':
    'Die Management-API selbst wird mit AdminApi aufgerufen: Sie endet nicht.',
  'There is no API {0}.': 'Es gibt keine API {0}.',
  'This business unit has users by now. They invite whoever comes next.':
    'Dieser Geschäftsbereich hat inzwischen Benutzer. Sie laden alle Weiteren ein.',
  'Has users': 'Hat Benutzer',
  'Name a security profile.': 'Nennen Sie ein Sicherheitsprofil.',
  'There is no security profile called {0}.': 'Es gibt kein Sicherheitsprofil namens {0}.',
}
