import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What alerts say, and what stops an application. */
export const ALERTS: Catalogue = {
  'The alert is acknowledged.': 'Die Warnung ist zur Kenntnis genommen.',
  'Acknowledge this alert?': 'Diese Warnung zur Kenntnis nehmen?',
  'What did you find?': 'Was haben Sie gefunden?',
  'May be left empty.': 'Darf leer bleiben.',
  Acknowledge: 'Zur Kenntnis nehmen',
  'Acknowledge: {what}': 'Zur Kenntnis nehmen: {what}',
  'Acknowledge of {name}: {what}': 'Zur Kenntnis nehmen, {name}: {what}',
  '{what}. Acknowledging says that somebody looked into it. It changes nothing else, and stays in the history with your name.':
    '{what}. Das sagt, dass jemand nachgesehen hat. Es ändert sonst nichts und bleibt mit Ihrem Namen im Verlauf.',
  'At most {most, number} characters, please.': 'Bitte höchstens {most, number} Zeichen.',
  Which: 'Welches',
  'Found at': 'Gefunden bei',
  'Found at ({foundIn})': 'Gefunden bei ({foundIn})',
  Acknowledged: 'Zur Kenntnis genommen',
  '{when} by {name}': '{when} von {name}',
  'by {vendor}': 'von {vendor}',
  Alerts: 'Warnungen',
  Open: 'Offen',
  'Nothing was acknowledged yet': 'Noch nichts wurde zur Kenntnis genommen',
  'What somebody looked into stands here, with their name and what they found.':
    'Was jemand nachgesehen hat, steht hier, mit Namen und Befund.',
  'Nothing needs a look': 'Nichts muss angesehen werden',
  'When a secret is found where it does not belong, or a token comes back that should not, it stands here until somebody says that they looked into it.':
    'Wenn ein Secret gefunden wird, wo es nicht hingehört, oder ein Token zurückkommt, das nicht sollte, steht es hier, bis jemand sagt, dass er nachgesehen hat.',
  'Loading the alerts': 'Die Warnungen werden geladen',
  'Show older alerts': 'Ältere Warnungen zeigen',
  Acknowledging: 'Das Zurkenntnisnehmen',
  'What somebody should look into, of all API applications of your business unit.':
    'Was jemand ansehen sollte, von allen API-Anwendungen Ihres Geschäftsbereichs.',
  'in a sign-in of {userName}': 'in einer Anmeldung von {userName}',
  'in business unit {number}': 'im Geschäftsbereich {number}',
  'A refresh token was used twice': 'Ein Refresh Token wurde zweimal benutzt',
  'A code challenge was used again': 'Eine Code Challenge wurde wieder benutzt',
  'A client secret was found where it does not belong':
    'Ein Client Secret wurde gefunden, wo es nicht hingehört',
  'A refresh token was found where it does not belong':
    'Ein Refresh Token wurde gefunden, wo es nicht hingehört',
  'A registration token was found where it does not belong':
    'Ein Registrierungstoken wurde gefunden, wo es nicht hingehört',
  'A client secret is about to end': 'Ein Client Secret geht bald zu Ende',
  'An application was contained': 'Eine Anwendung wurde abgeschottet',
  'Its tokens were ended, and the user has to sign in again. Find out how it came there: an application must keep its refresh tokens as it keeps its secret.':
    'Seine Token wurden beendet, und der Benutzer muss sich neu anmelden. Finden Sie heraus, wie es dorthin kam: Eine Anwendung muss ihre Refresh Tokens so verwahren wie ihr Secret.',
  'It opens nothing any more. What was registered with it stands as it was: see whether all of it is yours.':
    'Es öffnet nichts mehr. Was damit registriert wurde, bleibt, wie es war: Sehen Sie nach, ob alles davon Ihres ist.',
  'Programs that use it get no token after that. Replace it on the tab Secrets of its application: the old one may go on beside the new one until then.':
    'Programme, die es benutzen, bekommen danach kein Token. Ersetzen Sie es auf dem Tab Secrets seiner Anwendung: Das alte darf bis dahin neben dem neuen gelten.',
  'It gets no tokens, and what it had is revoked. Look into what happened, and lift it on its page once that is known.':
    'Sie bekommt keine Token, und was sie hatte, ist widerrufen. Sehen Sie nach, was geschah, und heben Sie es auf ihrer Seite auf, sobald das bekannt ist.',
  'It was revoked at once, and opens nothing any more. Take it out of where it was found, and give the application a new one.':
    'Es wurde sofort widerrufen und öffnet nichts mehr. Nehmen Sie es von dort weg, wo es gefunden wurde, und geben Sie der Anwendung ein neues.',
  'It still works, as your business unit chose or somebody who released it. Replace it, take it out of where it was found, and revoke it.':
    'Es gilt noch, wie Ihr Geschäftsbereich es gewählt hat oder jemand, der es freigab. Ersetzen Sie es, nehmen Sie es von dort weg, wo es gefunden wurde, und widerrufen Sie es.',
  'While it is contained it can be neither activated nor deleted. Lift that once it is known what happened: it stands as before then, and what was revoked stays revoked.':
    'Solange sie abgeschottet ist, kann sie weder aktiviert noch gelöscht werden. Heben Sie das auf, sobald bekannt ist, was geschah: Dann steht sie wie vorher, und was widerrufen wurde, bleibt widerrufen.',
  'Contain is for when something may be wrong: it gets no tokens, all that it holds is revoked at once, and its sign-ins and refused requests are kept as evidence. Nobody can activate or delete it until that is lifted.':
    'Abschotten ist für den Fall, dass etwas nicht stimmt: Sie bekommt keine Token, alles, was sie hat, wird sofort widerrufen, und ihre Anmeldungen und abgelehnten Anfragen werden als Beweis aufbewahrt. Niemand kann sie aktivieren oder löschen, bis das aufgehoben ist.',
  'Say why: others have to know what to look into.':
    'Sagen Sie, warum: Andere müssen wissen, was anzusehen ist.',
  'One line, for your colleagues. The application is told no more than that it is deactivated.':
    'Eine Zeile, für Ihre Kollegen. Die Anwendung erfährt nur, dass sie deaktiviert ist.',
  'Contain this application': 'Diese Anwendung abschotten',
  'Contain {name}?': '{name} abschotten?',
  Contain: 'Abschotten',
  'One line. The application is told it when it asks for a token, once it has proven itself.':
    'Eine Zeile. Die Anwendung erfährt sie, wenn sie ein Token verlangt und sich ausgewiesen hat.',
  'Reason (optional)': 'Grund (freiwillig)',
  'The reason is saved.': 'Der Grund ist gespeichert.',
  'Give a reason': 'Einen Grund angeben',
  'Change the reason': 'Den Grund ändern',
  'Write a reason, or close this to leave it as it is.':
    'Schreiben Sie einen Grund, oder schließen Sie dies, um es zu lassen, wie es ist.',
  'One line, for your colleagues.': 'Eine Zeile, für Ihre Kollegen.',
  'Save reason': 'Grund speichern',
  'It takes the place of the reason that stands. The history keeps both.':
    'Er tritt an die Stelle des jetzigen Grunds. Der Verlauf behält beide.',
  Contained: 'Abgeschottet',
  'No reason was given.': 'Kein Grund wurde genannt.',
  'It stands again as it did before: if it was active, it gets tokens from now on. What was revoked stays revoked, and people sign in again.':
    'Sie steht wieder wie vorher: War sie aktiv, bekommt sie von jetzt an Token. Was widerrufen wurde, bleibt widerrufen, und Personen melden sich neu an.',
  'Lift the containment': 'Abschottung aufheben',
  '{name} is active.': '{name} ist aktiv.',
  '{name} is inactive.': '{name} ist inaktiv.',
  '{name} is contained.': '{name} ist abgeschottet.',
  'Lift the containment of {name}?': 'Die Abschottung von {name} aufheben?',
  'Activate {name}?': '{name} aktivieren?',
  'Deactivate {name}?': '{name} deaktivieren?',
}

/** What is counted before a change, and what an application reaches in all. */
export const EFFECTS: Catalogue = {
  'As far as it is kept. What a token is used for between two renewals is not counted.':
    'Soweit es aufbewahrt ist. Wofür ein Token zwischen zwei Erneuerungen benutzt wird, ist nicht gezählt.',
  'Count again': 'Neu zählen',
  'Who would notice': 'Wer es merken würde',
  'Counting…': 'Es wird gezählt…',
  'Counting who would notice…': 'Es wird gezählt, wer es merken würde…',
  'Signing people in': 'Personen anmelden',
  'Staying signed in': 'Angemeldet bleiben',
  'Acting for itself': 'Für sich selbst handeln',
  'Nobody signed in with it or renewed it since {since}.':
    'Seit {since} hat sich niemand damit angemeldet oder es erneuert.',
  'An administrator consented to it for everybody.': 'Ein Administrator hat ihm für alle zugestimmt.',
  'How often sign-ins come back there is not counted.':
    'Wie oft Anmeldungen dorthin zurückkommen, ist nicht gezählt.',
  Nothing: 'Nichts',
  'Who consented': 'Wer zugestimmt hat',
  Person: 'Person',
  'Consented to': 'Zugestimmt zu',
  When: 'Wann',
  'Show who consented': 'Zeigen, wer zugestimmt hat',
  'Loading who consented': 'Wer zugestimmt hat, wird geladen',
  'Nobody consented by themselves.': 'Niemand hat selbst zugestimmt.',
  'Consented for everybody': 'Für alle zugestimmt',
  'In all': 'Insgesamt',
  'Reaches at most': 'Erreicht höchstens',
  'No API: it signs people in': 'Keine API: Sie meldet Personen an',
  'Sends people back to': 'Schickt Personen zurück zu',
  'Sign-ins that live now': 'Anmeldungen, die jetzt gelten',
  'By nobody': 'Von niemandem',
  'Who signed in or renewed a sign-in, as far as it is kept. Calls are not counted.':
    'Wer sich angemeldet oder eine Anmeldung erneuert hat, soweit es aufbewahrt ist. Aufrufe sind nicht gezählt.',
  'Consented by themselves': 'Selbst zugestimmt',
  Nobody: 'Niemand',
  'Your security profile does not let you see who.': 'Ihr Sicherheitsprofil lässt Sie nicht sehen, wer.',
}
