import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What the door says of a request that it does not carry out. */
export const PROBLEMS: Catalogue = {
  'Not permitted': 'Nicht erlaubt',
  'Your security profile lacks the permission {0}.': 'Ihrem Sicherheitsprofil fehlt die Berechtigung {0}.',
  'For operators': 'Für Betreiber',
  "Only operators may do this: users of the platform's own business unit.":
    'Das dürfen nur Betreiber: Benutzer des eigenen Geschäftsbereichs der Plattform.',
  'Only for yourself': 'Nur für Sie selbst',
  'An application cannot do this in your name. Sign in and do it at /account.':
    'Eine Anwendung kann das nicht in Ihrem Namen tun. Melden Sie sich an und tun Sie es unter /account.',
  'Not found': 'Nicht gefunden',
  'Invalid request': 'Ungültige Anfrage',
  'One field needs to be corrected.': 'Ein Feld muss berichtigt werden.',
  '{0} fields need to be corrected.': '{0} Felder müssen berichtigt werden.',
  'Invalid cursor': 'Ungültiger Cursor',
  'The cursor does not belong to this list with these filters. Begin with the first page.':
    'Der Cursor gehört nicht zu dieser Liste mit diesen Filtern. Beginnen Sie mit der ersten Seite.',
  'Too many attempts': 'Zu viele Versuche',
  'Too many attempts. Try again in {0} seconds.':
    'Zu viele Versuche. Versuchen Sie es in {0} Sekunden noch einmal.',
  'Too many attempts. Wait {0} seconds and try again.':
    'Zu viele Versuche. Warten Sie {0} Sekunden und versuchen Sie es noch einmal.',
  'Too many attempts. Wait {0} minutes and try again.':
    'Zu viele Versuche. Warten Sie {0} Minuten und versuchen Sie es noch einmal.',
  Busy: 'Ausgelastet',
  'Too many passwords are being checked at this moment. Nothing was changed. Try again in a few seconds.':
    'Im Moment werden zu viele Passwörter geprüft. Nichts wurde geändert. Versuchen Sie es in einigen Sekunden noch einmal.',
  'Name taken': 'Name vergeben',
  '{0} exists already in your business unit. Choose another name.':
    '{0} gibt es in Ihrem Geschäftsbereich schon. Wählen Sie einen anderen Namen.',
  'Authorized already': 'Schon zugelassen',
  '{0} is authorized already in your business unit.': '{0} ist in Ihrem Geschäftsbereich schon zugelassen.',
  'Too many secrets': 'Zu viele Secrets',
  'An application has at most {0} secrets. Revoke one first.':
    'Eine Anwendung hat höchstens {0} Secrets. Widerrufen Sie zuerst eines.',
  'Too many notes': 'Zu viele Notizen',
  'An application has at most {0} notes. Delete one that is no longer needed first.':
    'Eine Anwendung hat höchstens {0} Notizen. Löschen Sie zuerst eine, die nicht mehr gebraucht wird.',
  'No secrets here': 'Keine Secrets hier',
  'Changed meanwhile': 'Inzwischen geändert',
  'Somebody changed it since you read it. Nothing of yours was saved. Read it again and repeat your change.':
    'Jemand hat es geändert, seit Sie es gelesen haben. Von Ihnen wurde nichts gespeichert. Lesen Sie es neu und wiederholen Sie Ihre Änderung.',
  'Still active': 'Noch aktiv',
  'Deactivate it first, and see that nobody misses it. Then it can be deleted.':
    'Deaktivieren Sie sie zuerst und sehen Sie, dass niemand sie vermisst. Dann kann sie gelöscht werden.',
  'Idempotency-Key reused': 'Idempotency-Key wiederverwendet',
  'This Idempotency-Key was sent before with another request.':
    'Dieser Idempotency-Key wurde schon mit einer anderen Anfrage gesendet.',
  'Dynamic registration is off': 'Dynamische Registrierung ist aus',
  'Somebody who may edit the business unit must switch dynamic registration on first.':
    'Zuerst muss jemand, der den Geschäftsbereich bearbeiten darf, die dynamische Registrierung einschalten.',
  'Would lock people out': 'Würde Personen aussperren',
  'There is no application with this id in your business unit.':
    'In Ihrem Geschäftsbereich gibt es keine Anwendung mit dieser ID.',
  'This application has no live secret with this id.':
    'Diese Anwendung hat kein geltendes Secret mit dieser ID.',
  'There is no external application with this id in the catalogue.':
    'Im Katalog gibt es keine externe Anwendung mit dieser ID.',
  'You have no session with this id. It may have ended by itself.':
    'Sie haben keine Sitzung mit dieser ID. Vielleicht ist sie von selbst zu Ende gegangen.',
  'You have allowed no application with this id, or withdrew it before.':
    'Sie haben keiner Anwendung mit dieser ID etwas erlaubt, oder Sie haben es schon widerrufen.',
  'There is no user with this id in your business unit.':
    'In Ihrem Geschäftsbereich gibt es keinen Benutzer mit dieser ID.',
  'There is no business unit with this number.': 'Es gibt keinen Geschäftsbereich mit dieser Nummer.',
  'There is no registration token with this id in your business unit.':
    'In Ihrem Geschäftsbereich gibt es kein Registrierungstoken mit dieser ID.',
  'No refused request of your applications has this id. What was refused is there within two seconds, and for 30 days.':
    'Keine abgelehnte Anfrage Ihrer Anwendungen hat diese ID. Was abgelehnt wurde, ist innerhalb von zwei Sekunden da, und 30 Tage lang.',
  'The history of this application has no entry with this id.':
    'Der Verlauf dieser Anwendung hat keinen Eintrag mit dieser ID.',
  'There is no letter with this id. Letters are kept for seven days.':
    'Es gibt keinen Brief mit dieser ID. Briefe werden sieben Tage lang aufbewahrt.',
  'This application has no note with this id. Somebody may have deleted it.':
    'Diese Anwendung hat keine Notiz mit dieser ID. Vielleicht hat jemand sie gelöscht.',
  '{0} is not for this path. It takes {1}.': '{0} geht bei diesem Pfad nicht. Er nimmt {1}.',
  'Give this parameter once.': 'Geben Sie diesen Parameter einmal an.',
  'An Idempotency-Key has 1 to 200 visible ASCII characters.':
    'Ein Idempotency-Key hat 1 bis 200 sichtbare ASCII-Zeichen.',
  'Send the ETag you last read as If-Match, so that you cannot overwrite what somebody else changed meanwhile.':
    'Senden Sie das zuletzt gelesene ETag als If-Match, damit Sie nicht überschreiben, was jemand anders inzwischen geändert hat.',
  'A change was asked for by a page of another origin. Nothing was changed.':
    'Eine Seite anderer Herkunft bat um eine Änderung. Nichts wurde geändert.',
  'Go back to the application and start again. If this happens again, tell whoever runs it what stands above.':
    'Gehen Sie zur Anwendung zurück und beginnen Sie von vorn. Wenn es wieder geschieht, sagen Sie denen, die sie betreiben, was oben steht.',
  'Not available now': 'Im Moment nicht verfügbar',
  'The server cannot do this now. Nothing was changed that is not confirmed. Try again in a moment.':
    'Der Server kann das im Moment nicht. Es wurde nichts geändert, was nicht bestätigt ist. Versuchen Sie es gleich noch einmal.',
  'Changed at the same moment': 'Im selben Moment geändert',
  'Somebody else wrote the same at this moment. Nothing was changed; try again.':
    'Jemand anders hat in diesem Moment dasselbe geschrieben. Nichts wurde geändert; versuchen Sie es noch einmal.',
  'Too large': 'Zu groß',
  'The body is larger than 64 kB.': 'Der Inhalt ist größer als 64 kB.',
  'Unsupported content type': 'Inhaltstyp nicht unterstützt',
  'Send the content type that this endpoint asks for: JSON for the management API and for registrations, form-encoded elsewhere.':
    'Senden Sie den Inhaltstyp, den dieser Endpunkt verlangt: JSON bei der Management-API und bei Registrierungen, sonst ein Formular.',
  'Not readable': 'Nicht lesbar',
  'The request could not be read. Check its syntax and its headers.':
    'Die Anfrage konnte nicht gelesen werden. Prüfen Sie ihre Syntax und ihre Header.',
  'A fault of ours': 'Ein Fehler von uns',
  'Something went wrong that should not. Quote the request id when you report it.':
    'Etwas ging schief, was nicht sollte. Nennen Sie die Anfrage-ID, wenn Sie es melden.',
  'This sign-in request cannot be answered': 'Diese Anmeldung kann nicht beantwortet werden',
  'This sign-out request cannot be answered': 'Diese Abmeldung kann nicht beantwortet werden',
  'Nothing was changed. To sign out of Latchkey itself, open its start page and choose Sign out there.':
    'Nichts wurde geändert. Um sich von Latchkey selbst abzumelden, öffnen Sie die Startseite und wählen Sie dort Abmelden.',
  'Too many requests that cannot be answered': 'Zu viele Anfragen, die nicht beantwortet werden können',
  'The last one neither: {0} Try again in {1} s.':
    'Auch die letzte nicht: {0} Versuchen Sie es in {1} s noch einmal.',
  'The application asks for another account than the one that is signed in here. Sign in with that one.':
    'Die Anwendung verlangt ein anderes Konto als das, das hier angemeldet ist. Melden Sie sich mit jenem an.',
  'A logout request may have at most {0} characters.': 'Eine Abmeldung darf höchstens {0} Zeichen haben.',
  'This link does not work': 'Dieser Link funktioniert nicht',
  'It was used before, it is older than a day, or it was not copied whole.':
    'Er wurde schon benutzt, ist älter als ein Tag oder wurde nicht ganz kopiert.',
  'Start the server again: as long as nobody exists who could sign in, it prints a new link.':
    'Starten Sie den Server neu: Solange es niemanden gibt, der sich anmelden könnte, gibt er einen neuen Link aus.',
  'It was used before, it is older than half an hour, or it was not copied whole.':
    'Er wurde schon benutzt, ist älter als eine halbe Stunde oder wurde nicht ganz kopiert.',
  'Go to the start page and ask for another one there.':
    'Gehen Sie zur Startseite und bitten Sie dort um einen neuen.',
  'This page had been open for too long. Nothing has happened; please send it once more.':
    'Diese Seite war zu lange offen. Es ist nichts geschehen; bitte senden Sie sie noch einmal.',
  'Too many letters were asked for from here. Wait an hour and try again.':
    'Von hier wurden zu viele Briefe verlangt. Warten Sie eine Stunde und versuchen Sie es noch einmal.',
  'The user is deactivated, and a new password would open nothing.':
    'Der Benutzer ist deaktiviert, und ein neues Passwort würde nichts öffnen.',
  'This page had been open for too long. Please choose a password once more.':
    'Diese Seite war zu lange offen. Bitte wählen Sie noch einmal ein Passwort.',
  'The server is busy. Try again in a few seconds.':
    'Der Server ist ausgelastet. Versuchen Sie es in einigen Sekunden noch einmal.',
  'Too many people are signing in at this moment. Try again in a few seconds.':
    'Im Moment melden sich zu viele Personen an. Versuchen Sie es in einigen Sekunden noch einmal.',
  'The user name or the password is wrong.': 'Der Benutzername oder das Passwort ist falsch.',
  'If-Match is missing': 'If-Match fehlt',
  'Sent from another site': 'Von einer anderen Website gesendet',
  'Method not allowed': 'Methode nicht erlaubt',
  'There is nothing at this address.': 'Unter dieser Adresse gibt es nichts.',
  'Check the address, or begin at the start page.':
    'Prüfen Sie die Adresse, oder beginnen Sie auf der Startseite.',
  'Sign in, or send an access token of scope AdminApi in the Authorization header.':
    'Melden Sie sich an, oder senden Sie ein Access Token mit dem Scope AdminApi im Header Authorization.',
}
