import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What more words of the console mean, and the page that holds them all. */
export const GLOSSARY: Catalogue = {
  'Access token': 'Access Token',
  'Refresh token': 'Refresh Token',
  'Client credentials': 'Client Credentials',
  'Authorization code': 'Authorization Code',
  'Effective access': 'Wirksamer Zugang',
  'Sensitive scope': 'Heikler Scope',
  PKCE: 'PKCE',
  'A user’s own yes to an application, scope by scope. It can be withdrawn at any time under Your account. Where an administrator consented for everybody, users are not asked for those scopes.':
    'Das eigene Ja eines Benutzers zu einer Anwendung, Scope für Scope. Unter Ihr Konto kann es jederzeit zurückgenommen werden. Wo ein Administrator für alle zugestimmt hat, werden Benutzer nach diesen Scopes nicht gefragt.',
  'What an application shows to an API with every call. It says for whom it was issued and with which scopes, lives for minutes, and is not asked back: what is to stop at once must be revoked.':
    'Was eine Anwendung einer API bei jedem Aufruf vorzeigt. Es sagt, für wen es ausgestellt wurde und mit welchen Scopes, gilt Minuten lang und wird nicht zurückverlangt: Was sofort enden soll, muss widerrufen werden.',
  'What an application trades for new access tokens while nobody is at the browser. Where it is rotated, each use gives the next one, and an old one that comes back ends the whole family.':
    'Was eine Anwendung gegen neue Access Tokens eintauscht, wenn niemand am Browser ist. Wo es ersetzt wird, ergibt jede Benutzung das nächste, und ein altes, das wiederkommt, beendet die ganze Familie.',
  'A refresh token and all its successors, from one sign-in. It ends as a whole: when the user withdraws consent, when it is revoked, or when a used one comes back.':
    'Ein Refresh Token und alle seine Nachfolger aus einer Anmeldung. Sie endet als Ganzes: wenn der Benutzer seine Zustimmung zurücknimmt, wenn sie widerrufen wird, oder wenn ein benutztes wiederkommt.',
  'The way in which an application gets a token for itself: it proves who it is with a secret or a key, and no user takes part. What it may do has a ceiling of its own.':
    'Der Weg, auf dem eine Anwendung ein Token für sich selbst bekommt: Sie weist sich mit einem Secret oder einem Schlüssel aus, und kein Benutzer ist beteiligt. Was sie darf, hat eine eigene Obergrenze.',
  'The way in which an application acts for a user: the browser brings it a code that works once and for a minute, and the application trades it for tokens.':
    'Der Weg, auf dem eine Anwendung für einen Benutzer handelt: Der Browser bringt ihr einen Code, der einmal und eine Minute lang gilt, und die Anwendung tauscht ihn gegen Token ein.',
  'A proof that whoever trades an authorization code for tokens is the one who asked for it (RFC 7636). A code that somebody else has read is worth nothing to them.':
    'Ein Beweis, dass wer einen Authorization Code gegen Token eintauscht, ihn auch verlangt hat (RFC 7636). Ein Code, den ein anderer mitgelesen hat, nützt diesem nichts.',
  'What an application that runs on a server proves itself with. It is shown once, when it is made; Latchkey keeps only a hash of it. Several may live at once, so that one can be replaced without a pause.':
    'Womit sich eine Anwendung ausweist, die auf einem Server läuft. Es wird einmal gezeigt, wenn es entsteht; Latchkey behält nur einen Hash davon. Mehrere können zugleich gelten, damit eines ohne Pause ersetzt werden kann.',
  'A named set of permissions. Each user has exactly one. It bounds what the user may do here, and what applications may do in the user’s name.':
    'Eine benannte Menge von Berechtigungen. Jeder Benutzer hat genau eines. Es begrenzt, was der Benutzer hier darf, und was Anwendungen in seinem Namen dürfen.',
  'What an application can really reach: what it asks for, as far as its registration, the APIs of the business unit, the user’s security profile and the user’s consent all allow it. The narrowest of them decides.':
    'Was eine Anwendung wirklich erreichen kann: worum sie bittet, soweit ihre Registrierung, die APIs des Geschäftsbereichs, das Sicherheitsprofil des Benutzers und seine Zustimmung es alle erlauben. Das engste davon entscheidet.',
  'An application that may be in wrong hands: it gets no tokens, what it held is revoked, and the evidence is kept. One step undoes it; what was revoked stays so.':
    'Eine Anwendung, die in falschen Händen sein könnte: Sie bekommt keine Token, was sie hatte, ist widerrufen, und die Beweise bleiben. Ein Schritt hebt das auf; was widerrufen wurde, bleibt es.',
  'A scope that opens what can do harm in the wrong hands, such as changing settings or reading about people. Say why an application needs it, and leave it out where it does not.':
    'Ein Scope, der öffnet, was in falschen Händen Schaden anrichten kann, etwa Einstellungen zu ändern oder über Personen zu lesen. Sagen Sie, warum eine Anwendung ihn braucht, und lassen Sie ihn weg, wo nicht.',
  'Software of a vendor, published in the catalogue of the platform. A business unit lets it in, with all the scopes it asks for or fewer, and can end that at any time.':
    'Software eines Anbieters aus dem Katalog der Plattform. Ein Geschäftsbereich lässt sie zu, mit allen Scopes, um die sie bittet, oder mit weniger, und kann das jederzeit beenden.',
  Glossary: 'Glossar',
  'What words mean': 'Was Wörter bedeuten',
  'The words of this console, each in one or two sentences. Where one has a dotted underline, it opens the same.':
    'Die Wörter dieser Konsole, jedes in ein, zwei Sätzen. Wo eines gepunktet unterstrichen ist, öffnet es dasselbe.',
  'Find a word': 'Ein Wort finden',
  'No word like it': 'Kein solches Wort',
  'Look for a part of it, or clear the field to see all.':
    'Suchen Sie nach einem Teil davon, oder leeren Sie das Feld, um alle zu sehen.',
}
