import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What stands on the pages without a script. */
export const PAGES: Catalogue = {
  'Sign in': 'Anmelden',
  'Choose an account': 'Konto auswählen',
  'Sign in to continue to {name}': 'Anmelden und weiter zu {name}',
  'Choose an account to continue to {name}': 'Konto auswählen und weiter zu {name}',
  'Problem: {title}': 'Problem: {title}',
  'User name': 'Benutzername',
  Password: 'Passwort',
  'New password': 'Neues Passwort',
  'Forgot your password?': 'Passwort vergessen?',
  'Type your user name. If it is one, a letter with a link to a new password goes to its address.':
    'Geben Sie Ihren Benutzernamen ein. Wenn es einer ist, geht ein Brief mit einem Link zu einem neuen Passwort an seine Adresse.',
  'Send the link': 'Den Link senden',
  'Back to signing in': 'Zurück zum Anmelden',
  'Look into your mail': 'Sehen Sie in Ihre Post',
  'If the user name is right, a letter is on its way to its address. The link in it works once, for {minutes} minutes.':
    'Wenn der Benutzername stimmt, ist ein Brief an seine Adresse unterwegs. Der Link darin gilt einmal, {minutes} Minuten lang.',
  'Nothing came? Look among unwanted mail, and check the user name. An administrator of your business unit can help as well.':
    'Nichts kam an? Sehen Sie unter unerwünschter Post nach, und prüfen Sie den Benutzernamen. Auch ein Administrator Ihres Geschäftsbereichs kann helfen.',
  'Choose a new password': 'Ein neues Passwort wählen',
  'For {account}. Every browser in which it is signed in will be signed out.':
    'Für {account}. Jeder Browser, in dem es angemeldet ist, wird abgemeldet.',
  'Use this password': 'Dieses Passwort verwenden',
  'Your password is changed. Sign in with it.': 'Ihr Passwort ist geändert. Melden Sie sich damit an.',
  'Full name': 'Vollständiger Name',
  'Cannot sign in? Ask an administrator of your business unit.':
    'Die Anmeldung gelingt nicht? Fragen Sie einen Administrator Ihres Geschäftsbereichs.',
  'To continue to {name} by {vendor}.': 'Danach geht es weiter zu {name} von {vendor}.',
  'Your password goes to Latchkey only; the application never sees it.':
    'Ihr Passwort geht nur an Latchkey; die Anwendung bekommt es nie zu sehen.',
  'What it says of itself: {links}': 'Was sie über sich sagt: {links}',
  'What it says of itself': 'Was sie über sich sagt',
  Website: 'Website',
  'Privacy policy': 'Datenschutzerklärung',
  'Terms of service': 'Nutzungsbedingungen',
  'The account that is signed in': 'Das angemeldete Konto',
  'Continue as {name}': 'Weiter als {name}',
  'Another account': 'Ein anderes Konto',
  'This page had been open for too long, or your browser did not keep its cookie. Nothing has happened; please sign in once more.':
    'Diese Seite war zu lange offen, oder Ihr Browser hat das Cookie nicht behalten. Es ist nichts geschehen; bitte melden Sie sich noch einmal an.',
  'You are signed out.': 'Sie sind abgemeldet.',
  'Request id': 'Anfrage-ID',
  'Error {status}. If you ask for help, give the request id at the foot of this page.':
    'Fehler {status}. Wenn Sie um Hilfe bitten, nennen Sie die Anfrage-ID am Ende dieser Seite.',
  'Latchkey start page': 'Startseite von Latchkey',
  'Sign out?': 'Abmelden?',
  'Sign out, as {name} asks?': 'Abmelden, wie {name} es wünscht?',
  'Sign out': 'Abmelden',
  'Stay signed in': 'Angemeldet bleiben',
  'You are signed in as {account}.': 'Sie sind als {account} angemeldet.',
  'Signing out ends this session in this browser.': 'Das Abmelden beendet diese Sitzung in diesem Browser.',
  'Signing out ends this session in this browser, also for the other applications that you used in it.':
    'Das Abmelden beendet diese Sitzung in diesem Browser, auch für die anderen Anwendungen, die Sie darin benutzt haben.',
  'Afterwards you will be sent to {host}.': 'Danach werden Sie zu {host} geschickt.',
  'A page that you came from asks to sign you out of Latchkey.':
    'Eine Seite, von der Sie kamen, bittet darum, Sie von Latchkey abzumelden.',
  '{name} by {vendor} asks to sign you out of Latchkey.':
    '{name} von {vendor} bittet darum, Sie von Latchkey abzumelden.',
  'Signed out': 'Abgemeldet',
  'You are signed out': 'Sie sind abgemeldet',
  'You can close this page.': 'Sie können diese Seite schließen.',
  'Go back to {name}': 'Zurück zu {name}',
  'Sign in again': 'Wieder anmelden',
  'Back to the application': 'Zurück zur Anwendung',
  'Back to {name}': 'Zurück zu {name}',
  'You are being sent back to the application. If nothing happens, choose Continue.':
    'Sie werden zur Anwendung zurückgeschickt. Wenn nichts geschieht, wählen Sie Weiter.',
  Continue: 'Weiter',
  'Create the first operator': 'Den ersten Betreiber anlegen',
  'Create operator': 'Betreiber anlegen',
  'This Latchkey has no users yet. An operator runs the whole platform: business units, APIs, vendors and the catalogue.':
    'Dieses Latchkey hat noch keine Benutzer. Ein Betreiber verwaltet die ganze Plattform: Geschäftsbereiche, APIs, Anbieter und den Katalog.',
  'You sign in with it. It is unique across the platform; an e-mail address does well.':
    'Damit melden Sie sich an. Er ist auf der ganzen Plattform einmalig; eine E-Mail-Adresse eignet sich gut.',
  'Others see it in the audit history.': 'Andere sehen ihn im Verlauf der Änderungen.',
  'Take a long one. A password manager can make it and fill it in here.':
    'Nehmen Sie ein langes. Ein Passwortmanager kann es erzeugen und hier eintragen.',
  'The link that brought you here works once. It ends as soon as the operator is created.':
    'Der Link, der Sie hierher brachte, gilt einmal. Er endet, sobald der Betreiber angelegt ist.',
  '{count, plural, one {One thing needs} other {# things need}} your attention':
    '{count, plural, one {Eine Angabe braucht} other {# Angaben brauchen}} Ihre Aufmerksamkeit',
}

/** What stands on the consent page. */
export const CONSENT: Catalogue = {
  'Allow {application} to act for you?': 'Darf {application} für Sie handeln?',
  'Allow {application} to know who you are?': 'Darf {application} erfahren, wer Sie sind?',
  'This application asks to use APIs of {unit} in your name.':
    'Diese Anwendung möchte APIs von {unit} in Ihrem Namen benutzen.',
  'This application asks to recognise you as a user of {unit}.':
    'Diese Anwendung möchte Sie als Benutzer von {unit} erkennen.',
  'It gets nothing from this page until you choose Allow.':
    'Von dieser Seite bekommt sie nichts, bis Sie Erlauben wählen.',
  'Allow this only if you started it yourself.': 'Erlauben Sie das nur, wenn Sie es selbst begonnen haben.',
  Deny: 'Ablehnen',
  Allow: 'Erlauben',
  'What this application may ask for changed while this page was open, so your answer was not used. Nothing was allowed. Please read the page once more.':
    'Worum diese Anwendung bitten darf, hat sich geändert, während diese Seite offen war. Ihre Antwort wurde deshalb nicht verwendet und nichts wurde erlaubt. Bitte lesen Sie die Seite noch einmal.',
  Application: 'Anwendung',
  Vendor: 'Anbieter',
  'Business unit': 'Geschäftsbereich',
  'number {number}': 'Nummer {number}',
  'Your account': 'Ihr Konto',
  'Not you? Sign out': 'Nicht Sie? Abmelden',
  'Sends you to': 'Schickt Sie zu',
  'Internal: {unit} registered it as its own software.':
    'Intern: {unit} hat sie als eigene Software registriert.',
  'External: an administrator of {unit} let it in.':
    'Extern: ein Administrator von {unit} hat sie zugelassen.',
  'It runs in a browser or on a device and has no secret, so Latchkey cannot be sure that it is what it says it is.':
    'Sie läuft in einem Browser oder auf einem Gerät und hat kein Secret. Latchkey kann deshalb nicht sicher sein, dass sie ist, was sie zu sein vorgibt.',
  'a program on this computer': 'ein Programm auf diesem Computer',
  'an app on this device': 'eine App auf diesem Gerät',
  'It asks for nothing new.': 'Sie bittet um nichts Neues.',
  'New: {scopes}.': 'Neu: {scopes}.',
  'Not asked for this time: {scopes}. You allowed it then, and that stays.':
    'Diesmal nicht gefragt: {scopes}. Das haben Sie damals erlaubt, und dabei bleibt es.',
  'It sends you to {place} now. Last time it was {before}.':
    'Sie schickt Sie jetzt zu {place}. Beim letzten Mal war es {before}.',
  'Since you answered on {day}': 'Seit Ihrer Antwort vom {day}',
  'You allowed this before': 'Das haben Sie schon erlaubt',
  'You left this out before': 'Das haben Sie schon einmal weggelassen',
  New: 'Neu',
  'An administrator allowed this for everybody in {unit}':
    'Ein Administrator hat das für alle in {unit} erlaubt',
  'If you allow it, it can': 'Wenn Sie es erlauben, kann sie',
  '{count, plural, one {It needs this to work, so it comes} other {It needs all of these to work, so they come}} with Allow.':
    '{count, plural, one {Ohne das funktioniert sie nicht, deshalb gehört es} other {Ohne all das funktioniert sie nicht, deshalb gehört es}} zum Erlauben dazu.',
  'You choose what it can do': 'Sie wählen, was sie kann',
  'You choose whether it can also': 'Sie wählen, ob sie außerdem kann',
  'It gets what is ticked. Untick what it should not get.':
    'Sie bekommt, was angekreuzt ist. Nehmen Sie das Kreuz weg, wo sie es nicht bekommen soll.',
  'It gets what is ticked. Untick what it should not get; what you allowed of that before ends.':
    'Sie bekommt, was angekreuzt ist. Nehmen Sie das Kreuz weg, wo sie es nicht bekommen soll; was Sie davon früher erlaubt haben, endet.',
  'Your choice is remembered.': 'Ihre Wahl wird gemerkt.',
  'With nothing ticked, nothing is allowed.': 'Ist nichts angekreuzt, wird nichts erlaubt.',
  'It also asked for this, and will not get it': 'Auch darum hat sie gebeten, und bekommt es nicht',
  'What it cannot do': 'Was sie nicht kann',
  'Whatever you answer, it cannot': 'Was auch immer Sie antworten, sie kann nicht',
  'see your password': 'Ihr Passwort sehen',
  'do what your own security profile does not let you do':
    'tun, was Ihr eigenes Sicherheitsprofil Ihnen nicht erlaubt',
  'use any other API because of this answer': 'wegen dieser Antwort eine andere API benutzen',
  'use any API because of this answer': 'wegen dieser Antwort irgendeine API benutzen',
  'reach the data of any business unit but {unit}':
    'die Daten eines anderen Geschäftsbereichs als {unit} erreichen',
  'Your answer goes to a program on this computer ({host}), not to a website. Latchkey cannot tell which program that is. If you have not just started one yourself, choose Deny.':
    'Ihre Antwort geht an ein Programm auf diesem Computer ({host}), nicht an eine Website. Latchkey kann nicht erkennen, welches Programm das ist. Wenn Sie nicht eben selbst eines gestartet haben, wählen Sie Ablehnen.',
  'Your answer goes to whichever app on this device opens addresses that begin with {host}. Latchkey cannot tell which app that is. If you did not come from one that you trust, choose Deny.':
    'Ihre Antwort geht an die App auf diesem Gerät, die Adressen mit dem Anfang {host} öffnet. Latchkey kann nicht erkennen, welche App das ist. Wenn Sie nicht aus einer kamen, der Sie vertrauen, wählen Sie Ablehnen.',
  'This application uses the implicit grant, an older way that puts its access in the address of the page you are sent to. Do not share or save that address, and choose Deny on a computer that you share with others.':
    'Diese Anwendung verwendet den Implicit Grant, einen älteren Weg, bei dem ihr Zugang in der Adresse der Seite steht, zu der Sie geschickt werden. Geben Sie diese Adresse nicht weiter, speichern Sie sie nicht, und wählen Sie Ablehnen an einem Computer, den Sie mit anderen teilen.',
  'What an administrator allowed for everybody, it may get again without asking you.':
    'Was ein Administrator für alle erlaubt hat, kann sie wieder bekommen, ohne Sie zu fragen.',
  'What happens next': 'Was danach geschieht',
  'Whichever you choose, you will be sent to {host}. Deny tells the application that you said no, and gives it nothing new.':
    'Was Sie auch wählen, Sie werden zu {host} geschickt. Ablehnen sagt der Anwendung, dass Sie nein gesagt haben, und gibt ihr nichts Neues.',
  'You can take this back at any time on your account page here ({path}).':
    'Sie können das jederzeit auf der Seite Ihres Kontos hier ({path}) zurücknehmen.',
  'What the application has got by then ends with it, at the latest {minutes, plural, one {a minute} other {# minutes}} later.':
    'Was die Anwendung bis dahin bekommen hat, endet damit, spätestens {minutes, plural, one {eine Minute} other {# Minuten}} später.',
  'Know that you signed in, and recognise you next time':
    'Wissen, dass Sie sich angemeldet haben, und Sie beim nächsten Mal erkennen',
  'See your name and your user name, and what you said of yourself, such as your birth date or a picture':
    'Ihren Namen und Benutzernamen sehen, und Ihre Angaben zu sich, etwa Geburtsdatum oder Bild',
  'See your e-mail address': 'Ihre E-Mail-Adresse sehen',
  'See your phone number': 'Ihre Telefonnummer sehen',
  'See your postal address': 'Ihre Postanschrift sehen',
  'See which business unit you belong to, and your security profile there':
    'Sehen, zu welchem Geschäftsbereich Sie gehören, und Ihr Sicherheitsprofil dort',
  'Stay connected while you are away': 'Verbunden bleiben, während Sie nicht da sind',
  'See the live state of agents, contacts and skills':
    'Den aktuellen Stand von Agenten, Kontakten und Skills sehen',
  'See how the business unit is set up, and manage its API applications':
    'Sehen, wie der Geschäftsbereich eingerichtet ist, und seine API-Anwendungen verwalten',
  'Work as an agent: open a session, take contacts and change state':
    'Als Agent arbeiten: eine Sitzung öffnen, Kontakte annehmen und den Status ändern',
  'Read and change the tables that the business unit publishes':
    'Die Tabellen lesen und ändern, die der Geschäftsbereich bereitstellt',
  'See the password rules and change the password of an agent':
    'Die Regeln für Passwörter sehen und das Passwort eines Agenten ändern',
  'Act for customers: ask for a callback, start a chat or hand in work':
    'Für Kunden handeln: um Rückruf bitten, einen Chat beginnen oder Arbeit einreichen',
  'See completed contacts, the performance of agents and reports':
    'Abgeschlossene Kontakte, die Leistung von Agenten und Berichte sehen',
  'There is no such scope.': 'Diesen Scope gibt es nicht.',
  'The application is not registered for it.': 'Die Anwendung ist dafür nicht registriert.',
  'An administrator of your business unit did not let the application use it.':
    'Ein Administrator Ihres Geschäftsbereichs hat ihn für die Anwendung nicht zugelassen.',
  'It is switched off for your business unit.': 'Er ist für Ihren Geschäftsbereich abgeschaltet.',
  'Your security profile does not permit it.': 'Ihr Sicherheitsprofil erlaubt ihn nicht.',
  'You did not allow it.': 'Sie haben ihn nicht erlaubt.',
  'It works only for a signed-in user.': 'Er gilt nur für einen angemeldeten Benutzer.',
}

/** What stands on the page of a refused request. */
export const REFUSED: Catalogue = {
  'Nearest that is registered': 'Am ähnlichsten unter den registrierten',
  'How the URL differs': 'Worin sich die URL unterscheidet',
  'URL that came': 'URL, die kam',
  'Nothing of the request was kept.': 'Von der Anfrage wurde nichts aufbewahrt.',
  'Secrets, codes and tokens are never kept.': 'Secrets, Codes und Token werden nie aufbewahrt.',
  'What was ignored of this request': 'Was an dieser Anfrage übergangen wurde',
  'Why this request was refused': 'Warum diese Anfrage abgelehnt wurde',
  '{name} by {vendor}': '{name} von {vendor}',
  Rule: 'Regel',
  'What to do': 'Was zu tun ist',
  When: 'Wann',
  Where: 'Wo',
  Reason: 'Grund',
  'What came': 'Was kam',
  'Open it on the page of the application': 'Auf der Seite der Anwendung öffnen',
  'Do you look after it yourself? {link} to see why the request was refused.':
    'Betreuen Sie die Anwendung selbst? {link}, um zu sehen, warum die Anfrage abgelehnt wurde.',
  'Refused requests are shown to people of the business unit that the application belongs to, if their security profile permits them to view API applications. What was refused just now is there within two seconds.':
    'Abgelehnte Anfragen sehen Personen des Geschäftsbereichs, zu dem die Anwendung gehört, wenn ihr Sicherheitsprofil ihnen erlaubt, API-Anwendungen zu sehen. Was eben abgelehnt wurde, ist innerhalb von zwei Sekunden da.',
  'What this error id is for': 'Wozu diese Fehler-ID dient',
  'Latchkey gives every error an id. By it, whoever looks after the application sees for 30 days what was refused, and why. Nobody else is told, not even whether there was such an error.':
    'Latchkey gibt jedem Fehler eine ID. Damit sieht 30 Tage lang, wer die Anwendung betreut, was abgelehnt wurde und warum. Niemand sonst erfährt etwas, auch nicht, ob es einen solchen Fehler gab.',
  'Give this id to whoever looks after the application:':
    'Geben Sie diese ID weiter an die Person, die die Anwendung betreut:',
}
