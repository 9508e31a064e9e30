import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What kinds of applications are, what users see of them, and what is asked of operators. */
export const CREATE: Catalogue = {
  'From a file': 'Aus einer Datei',
  'What is it?': 'Was ist sie?',
  Server: 'Server',
  'A service, a script or a nightly report: nobody sits in front of it.':
    'Ein Dienst, ein Skript oder ein nächtlicher Bericht: Niemand sitzt davor.',
  'Acts for itself. Has a secret.': 'Handelt für sich selbst. Hat ein Secret.',
  'Web application with a server': 'Webanwendung mit einem Server',
  'People sign in, and its pages are made on a server of yours.':
    'Personen melden sich an, und ihre Seiten entstehen auf einem Server von Ihnen.',
  'Signs people in with a code. Has a secret.': 'Meldet Personen mit einem Code an. Hat ein Secret.',
  'Single page application': 'Single-Page-Anwendung',
  'Runs in the browser alone, with no server of its own.': 'Läuft nur im Browser, ohne eigenen Server.',
  'Signs people in with PKCE. No secret.': 'Meldet Personen mit PKCE an. Kein Secret.',
  'Mobile or desktop application': 'Mobile oder Desktop-Anwendung',
  'Is installed on a phone or a computer.': 'Ist auf einem Telefon oder einem Computer installiert.',
  'Device or command line': 'Gerät oder Befehlszeile',
  'A terminal, a wallboard, a machine with few keys.':
    'Ein Terminal, eine Wandtafel, ein Gerät mit wenigen Tasten.',
  'Signs people in through a browser on it. No secret.':
    'Meldet Personen über einen Browser darauf an. Kein Secret.',
  'Automated agent': 'Automatischer Agent',
  'A program that decides by itself what to call, in the name of a person.':
    'Ein Programm, das selbst entscheidet, was es im Namen einer Person aufruft.',
  'Signs people in with a code, tokens of five minutes. Has a secret.':
    'Meldet Personen mit einem Code an, Token für fünf Minuten. Hat ein Secret.',
  'Signing in on another screen by a short code (the device grant) is not offered yet. A command line works today: it opens a browser on the same machine and listens at http://127.0.0.1/callback, whatever the port.':
    'Das Anmelden auf einem anderen Bildschirm durch einen kurzen Code (Device Grant) gibt es noch nicht. Eine Befehlszeile geht heute: Sie öffnet einen Browser auf demselben Rechner und lauscht auf http://127.0.0.1/callback, an welchem Port auch immer.',
  'It gets a token for one person at a time, who agrees on the consent page and can take it back. Give it as few scopes as it needs: it may call whatever they open.':
    'Er bekommt ein Token für jeweils eine Person, die auf der Seite der Zustimmung einverstanden ist und es zurücknehmen kann. Geben Sie ihm so wenige Scopes, wie er braucht: Er darf aufrufen, was sie öffnen.',
  'A client secret': 'Ein Client Secret',
  'Shown once after this form. Works with every library.':
    'Wird nach diesem Formular einmal gezeigt. Geht mit jeder Bibliothek.',
  'A key of its own, pasted here': 'Ein eigener Schlüssel, hier eingefügt',
  'It signs an assertion (private_key_jwt); its private key never leaves it.':
    'Sie signiert eine Assertion (private_key_jwt); ihr privater Schlüssel verlässt sie nie.',
  'A key of its own, read from a URL': 'Ein eigener Schlüssel, von einer URL gelesen',
  'The same, and it can change its keys by itself.': 'Dasselbe, und sie kann ihre Schlüssel selbst ändern.',
  'How it proves itself': 'Wie sie sich ausweist',
  'More choices': 'Mehr Auswahl',
  'What it may do, how it proves itself, and what users see. Each has a safe default.':
    'Was sie darf, wie sie sich ausweist und was Benutzer sehen. Alles hat eine sichere Voreinstellung.',
  'It learns who somebody is and calls no API.': 'Sie erfährt, wer jemand ist, und ruft keine API auf.',
  'Search the API scopes': 'API-Scopes suchen',
  'Reads what happens': 'Liest, was geschieht',
  'Sensitive: changes things, or acts for people': 'Heikel: ändert etwas oder handelt für Personen',
  'No API scope has these words.': 'Kein API-Scope enthält diese Wörter.',
  'Which APIs the application may use. Choose as few as it needs: what it cannot reach cannot be misused when its secret gets about. Below each are the words that people read on the consent page.':
    'Welche APIs die Anwendung benutzen darf. Wählen Sie so wenige, wie sie braucht: Was sie nicht erreicht, kann nicht missbraucht werden, wenn ihr Secret bekannt wird. Darunter steht, was Personen auf der Seite der Zustimmung lesen.',
  'Select all {length} found': 'Alle {length} gefundenen auswählen',
  'I have saved it': 'Ich habe es gespeichert',
  'A JWT signed with {alg}': 'Ein JWT, mit {alg} signiert',
  Support: 'Hilfe',
  'Your application': 'Ihre Anwendung',
  Application: 'Anwendung',
  Vendor: 'Anbieter',
  'Its vendor': 'Ihr Anbieter',
  'What it says of itself': 'Was sie über sich sagt',
  'Recognise you as a user, and nothing else': 'Sie als Benutzer erkennen, und sonst nichts',
  'You may leave this out.': 'Das dürfen Sie weglassen.',
  'Preview of the consent page': 'Vorschau der Seite der Zustimmung',
  'What people will see': 'Was Personen sehen werden',
  'Colours of the preview': 'Farben der Vorschau',
  'If you allow it, it can': 'Wenn Sie es erlauben, kann sie',
  Deny: 'Ablehnen',
  Allow: 'Erlauben',
  'The address {why}': 'Die Adresse {why}',
  'For whoever looks after it, and asks later whether it still does. Kept in its history; users do not see it.':
    'Für alle, die sie betreuen und später fragen, ob das noch stimmt. Steht im Verlauf; Benutzer sehen es nicht.',
  'A PNG, JPEG, WebP or GIF over https. The server keeps a checked copy, so it appears a little later.':
    'Ein PNG, JPEG, WebP oder GIF über https. Der Server behält eine geprüfte Kopie, deshalb erscheint es etwas später.',
  'Where people read what the application is.': 'Wo Personen lesen, was die Anwendung ist.',
  'What it does with what it learns about people.': 'Was sie mit dem tut, was sie über Personen erfährt.',
  'What people agree to when they use it.': 'Womit Personen einverstanden sind, wenn sie sie benutzen.',
  'Where people get help with it.': 'Wo Personen Hilfe dazu bekommen.',
  'Used by no business unit yet': 'Noch von keinem Geschäftsbereich benutzt',
  'Verified vendor': 'Geprüfter Anbieter',
  'What it may use here': 'Was sie hier benutzen darf',
  'You can take scopes away afterwards. When a new version asks for more, it has none of that before somebody here says yes. Its callback URLs are maintained by the vendor.':
    'Sie können danach Scopes wegnehmen. Wenn eine neue Version mehr verlangt, hat sie nichts davon, bevor jemand hier ja sagt. Ihre Callback-URLs pflegt der Anbieter.',
  'A part of its name or of its vendor’s name.': 'Ein Teil ihres Namens oder des Anbieters.',
  'Ask the operators for it': 'Die Betreiber darum bitten',
  'What it is, for whoever looks after it. It changes nothing that it may do.':
    'Was sie ist, für alle, die sie betreuen. Es ändert nichts daran, was sie darf.',
  'Shown on the consent page, so that people know whom they trust.':
    'Steht auf der Seite der Zustimmung, damit Personen wissen, wem sie vertrauen.',
  'What users see': 'Was Benutzer sehen',
}

/** What requests to the operators say, and files of applications. */
export const REQUESTS_AND_FILES: Catalogue = {
  Link: 'Link',
  'What is it needed for?': 'Wofür wird sie gebraucht?',
  'Say what it is needed for.': 'Sagen Sie, wofür sie gebraucht wird.',
  'The operators have your request.': 'Die Betreiber haben Ihre Bitte.',
  'Leave without asking': 'Verlassen, ohne zu bitten',
  'Where it is described, so that the operators know which one you mean.':
    'Wo sie beschrieben ist, damit die Betreiber wissen, welche Sie meinen.',
  'Ask the operators': 'Die Betreiber bitten',
  'Requests for external applications': 'Bitten um externe Anwendungen',
  Waiting: 'Wartet',
  'Answered yes': 'Mit ja beantwortet',
  'Answered no': 'Mit nein beantwortet',
  'Say why: the business unit reads it.': 'Sagen Sie, warum: Der Geschäftsbereich liest es.',
  'Answer to {name} about {name1}': 'Antwort an {name} zu {name1}',
  'Answer no': 'Nein antworten',
  'Answer yes': 'Ja antworten',
  'Loading the requests': 'Die Bitten werden geladen',
  'Nothing here': 'Nichts hier',
  'What business units ask for because it is not in the catalogue stands here until somebody answers.':
    'Worum Geschäftsbereiche bitten, weil es nicht im Katalog steht, steht hier, bis jemand antwortet.',
  Platform: 'Plattform',
  'Requests by their state': 'Bitten nach ihrem Stand',
  'Waits for an answer': 'Wartet auf eine Antwort',
  'Answered: yes': 'Antwort: ja',
  'Answered: no': 'Antwort: nein',
  'Ask for an external application': 'Um eine externe Anwendung bitten',
  'Loading what was asked for': 'Worum gebeten wurde, wird geladen',
  'Your business unit has asked for nothing yet. Answers stand here.':
    'Ihr Geschäftsbereich hat noch um nichts gebeten. Antworten stehen hier.',
  'Whoever may create API applications can ask for one.':
    'Wer API-Anwendungen anlegen darf, kann um eine bitten.',
  'File of an application': 'Datei einer Anwendung',
  'Choose a file': 'Eine Datei wählen',
  'Apply these changes': 'Diese Änderungen anwenden',
  'Show what would change': 'Zeigen, was sich ändern würde',
  'Your security profile does not permit you to apply it.':
    'Ihr Sicherheitsprofil erlaubt Ihnen nicht, sie anzuwenden.',
  'Leave without applying': 'Verlassen, ohne anzuwenden',
  'The application as YAML or JSON': 'Die Anwendung als YAML oder JSON',
  'Without an id it is of the internal application with these two names, or a new one. It holds no secret.':
    'Ohne ID gehört sie zu der internen Anwendung mit diesen zwei Namen, oder zu einer neuen. Sie enthält kein Secret.',
  'The application is as its file says.': 'Die Anwendung ist, wie ihre Datei es sagt.',
  'Loading the file': 'Die Datei wird geladen',
  'API application as a file': 'API-Anwendung als Datei',
  'API application from a file': 'API-Anwendung aus einer Datei',
  none: 'keine',
  'in another order:': 'in anderer Reihenfolge:',
  'taken away:': 'weggenommen:',
  'added:': 'hinzugefügt:',
  'A new application would be registered': 'Eine neue Anwendung würde registriert',
  'The application': 'Die Anwendung',
  'Nothing would change: {name} is as the file says':
    'Nichts würde sich ändern: {name} ist, wie die Datei es sagt',
  Field: 'Feld',
  'What the file says': 'Was die Datei sagt',
  Then: 'Dann',
  'The file is the whole truth: a field that it leaves out has its default again.':
    'Die Datei ist die ganze Wahrheit: Ein Feld, das sie weglässt, hat wieder seine Voreinstellung.',
  'This is larger than 1 MB. A file of an application is a few kB.':
    'Das ist größer als 1 MB. Eine Datei einer Anwendung hat einige kB.',
  'This holds no application.': 'Das enthält keine Anwendung.',
  'One application at a time: the command line takes several.':
    'Eine Anwendung auf einmal: Die Befehlszeile nimmt mehrere.',
}
