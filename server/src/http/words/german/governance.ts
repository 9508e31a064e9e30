import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What became of a request: refused before any rule of the registry was asked. */
const REQUESTS: Catalogue = {
  'The body is larger than {0} kB.': 'Der Inhalt ist größer als {0} kB.',
  'Send one finding with its "secret" and its "url", or a list of them; "token" is taken for "secret".':
    'Senden Sie einen Fund mit "secret" und "url", oder eine Liste davon; "token" gilt als "secret".',
  'One report holds at most {0} findings. Send several reports.':
    'Eine Meldung enthält höchstens {0} Funde. Senden Sie mehrere Meldungen.',
  'Too many reports from this address. Try again in {0} seconds.':
    'Zu viele Meldungen von dieser Adresse. Versuchen Sie es in {0} Sekunden noch einmal.',
  'Leak reports are sent by POST.': 'Meldungen über Funde werden mit POST gesendet.',
  'For this your password must have been typed in the last 15 minutes. Send it to /account/proof first.':
    'Dafür muss Ihr Passwort in den letzten 15 Minuten eingegeben worden sein. Senden Sie es erst an /account/proof.',
  'It is contained, which keeps it as it is. Lift that first, once it is known what happened.':
    'Sie ist abgeschottet und bleibt so, wie sie ist. Heben Sie das erst auf, sobald bekannt ist, was geschah.',
  '{0} acknowledged this alert already. Nothing was changed.':
    '{0} hat diese Warnung schon bestätigt. Nichts wurde geändert.',
  'At most {0} requests of your business unit can wait for an answer. Nothing was sent.':
    'Höchstens {0} Anfragen Ihres Geschäftsbereichs können auf eine Antwort warten. Nichts wurde gesendet.',
  'Somebody answered it before. Read it again.':
    'Jemand hat sie schon beantwortet. Lesen Sie sie noch einmal.',
  'There is no request with this id.': 'Es gibt keine Anfrage mit dieser ID.',
  'There is no alert with this id in your business unit.':
    'In Ihrem Geschäftsbereich gibt es keine Warnung mit dieser ID.',
  'You have no view of the list with this id.': 'Sie haben keine Ansicht der Liste mit dieser ID.',
}

/** What an application is, who looks after it, and which state it is in. */
const APPLICATIONS: Catalogue = {
  'Write 1 to {0} characters.': 'Schreiben Sie 1 bis {0} Zeichen.',
  'Take out the control characters.': 'Entfernen Sie die Steuerzeichen.',
  'The application registered itself: what users see of it comes from its own registration.':
    'Die Anwendung hat sich selbst registriert: was Benutzer von ihr sehen, kommt aus ihrer eigenen Registrierung.',
  'Write 1 to {0} characters, or leave the reason out.':
    'Schreiben Sie 1 bis {0} Zeichen, oder lassen Sie den Grund weg.',
  '{0} says that {1} does not work without {2}.': '{0} sagt, dass {1} ohne {2} nicht funktioniert.',
  'A public application keeps no secret, so it is no server.':
    'Eine öffentliche Anwendung bewahrt kein Secret auf, also ist sie kein Server.',
  'A single page cannot keep a secret: it must be a public application.':
    'Eine Single-Page-Anwendung kann kein Secret bewahren: sie muss eine öffentliche Anwendung sein.',
  'Write at most {0} characters.': 'Schreiben Sie höchstens {0} Zeichen.',
  'Write the reason, or leave it out.': 'Schreiben Sie den Grund, oder lassen Sie ihn weg.',
  'An application has at most {0} tags; these are {1}.':
    'Eine Anwendung hat höchstens {0} Schlagwörter; das sind {1}.',
  '{0} is no user of this business unit.': '{0} ist kein Benutzer dieses Geschäftsbereichs.',
  '{0} is given twice.': '{0} steht zweimal da.',
  '{0} is inactive and cannot become an owner.': '{0} ist inaktiv und kann nicht Eigentümer werden.',
  'An application has at most {0} owners.': 'Eine Anwendung hat höchstens {0} Eigentümer.',
  'You have a view {0} already.': 'Sie haben schon eine Ansicht {0}.',
  'You have {0} views, which is as many as can be kept. Delete one first.':
    'Sie haben {0} Ansichten, mehr können nicht aufbewahrt werden. Löschen Sie erst eine.',
  'Say why it is released: others have to know what was looked into.':
    'Sagen Sie, warum es freigegeben wird: andere müssen wissen, was untersucht wurde.',
  'This secret is not in quarantine. Read it again: somebody may have released it before.':
    'Dieses Secret ist nicht in Quarantäne. Lesen Sie es neu: Vielleicht hat es schon jemand freigegeben.',
  'Say why it is contained: others have to know what to look into.':
    'Sagen Sie, warum sie abgeschottet wird: andere müssen wissen, was zu untersuchen ist.',
}

/** What an administrator is told before a change: who would notice it. */
const EFFECTS: Catalogue = {
  'Nobody can sign in by it any more, and its tokens for people end at once.':
    'Niemand kann sich mehr mit ihr anmelden, und ihre Tokens für Personen enden sofort.',
  'No token can be renewed any more: people sign in again once their access token has ended.':
    'Kein Token kann mehr erneuert werden: Personen melden sich neu an, sobald ihr Zugriffstoken endet.',
  'It gets no token for itself any more, and those it has end at once.':
    'Sie bekommt kein Token mehr für sich selbst, und die sie hat, enden sofort.',
  'Tokens lose {0} at once, those already issued as well.':
    'Tokens verlieren {0} sofort, auch die schon ausgestellten.',
  'Whoever signs in and is to come back there is refused. Sign-ins that stand go on.':
    'Wer sich anmeldet und dorthin zurückkommen soll, wird abgewiesen. Bestehende Anmeldungen gehen weiter.',
  'It can use {0} no longer.': 'Sie kann {0} nicht mehr verwenden.',
  'Once it is accepted its secrets and keys, its tokens and what people consented to have ended: people sign in again there, and where it had a secret it needs a new one.':
    'Sobald sie angenommen ist, sind ihre Secrets und Schlüssel, ihre Tokens und die Zustimmungen von Personen beendet: Dort melden sich Personen neu an, und wo sie ein Secret hatte, braucht sie ein neues.',
  'It gets no tokens any more, and nobody can sign in by it.':
    'Sie bekommt keine Tokens mehr, und niemand kann sich mit ihr anmelden.',
}

/** What was found when a callback URL was asked. */
const URL_CHECKS: Catalogue = {
  'It leads to the machine of whoever signs in. Only that machine can tell whether it works.':
    'Sie führt auf das Gerät dessen, der sich anmeldet. Nur dieses Gerät kann sagen, ob sie funktioniert.',
  'Its certificate has expired.': 'Ihr Zertifikat ist abgelaufen.',
  'Its certificate is not valid yet.': 'Ihr Zertifikat ist noch nicht gültig.',
  'Its certificate is for another host.': 'Ihr Zertifikat ist für einen anderen Host.',
  'It could not be asked just now. Try again in a minute.':
    'Sie konnte gerade nicht gefragt werden. Versuchen Sie es in einer Minute noch einmal.',
  'Its host is not found on the public internet, or it is on another port than 443. People on a private network may still reach it.':
    'Ihr Host ist im öffentlichen Internet nicht zu finden, oder er ist auf einem anderen Port als 443. Personen in einem privaten Netz erreichen ihn vielleicht trotzdem.',
  'Its host was found, and nobody takes the connection.':
    'Ihr Host wurde gefunden, aber niemand nimmt die Verbindung an.',
  'Its certificate is not one that browsers trust, or there is none.':
    'Ihrem Zertifikat vertrauen Browser nicht, oder es gibt keines.',
  'It took the connection and gave no answer.': 'Sie hat die Verbindung angenommen und nicht geantwortet.',
  'It answers with a fault of its own ({0}).': 'Sie antwortet mit einem eigenen Fehler ({0}).',
  'It answers that there is no such page ({0}). Some applications say so to whoever brings no code.':
    'Sie antwortet, dass es diese Seite nicht gibt ({0}). Manche Anwendungen sagen das jedem, der keinen Code mitbringt.',
  'It redirects to another site. A code that arrives may be passed on there.':
    'Sie leitet auf eine andere Website weiter. Ein Code, der ankommt, kann dorthin weitergegeben werden.',
  'It answers. Its certificate ends soon.': 'Sie antwortet. Ihr Zertifikat endet bald.',
  'It answers ({0}).': 'Sie antwortet ({0}).',
}

/** What guards the credentials, and who looks into it. */
const CREDENTIALS: Catalogue = {
  'A note has at most {0} characters; this has {1}.': 'Eine Notiz hat höchstens {0} Zeichen; diese hat {1}.',
  'A note cannot hold the character U+0000.': 'Eine Notiz kann das Zeichen U+0000 nicht enthalten.',
  'At most {0} ranges; these are {1}.': 'Höchstens {0} Bereiche; das sind {1}.',
  'Write an address or a range such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.':
    'Schreiben Sie eine Adresse oder einen Bereich wie 203.0.113.7, 203.0.113.0/24 oder 2001:db8::/32.',
  'This is every address. Leave the list empty instead.':
    'Das ist jede Adresse. Lassen Sie die Liste stattdessen leer.',
  'Its end was changed.': 'Sein Ende wurde geändert.',
  'The secret was replaced.': 'Das Secret wurde ersetzt.',
  'The secret was revoked.': 'Das Secret wurde widerrufen.',
}

/** What explains refusals of clients and grants under Activity. */
const EXPLANATIONS: Catalogue = {
  'An application may prove itself only from the address ranges that its owner chose, where there are any.':
    'Eine Anwendung darf sich nur aus den Adressbereichen ausweisen, die ihr Eigentümer gewählt hat, falls es welche gibt.',
  'See under Secrets which there are. The description names the address that the request came from: where it is one of yours, add it; else somebody else holds the credential.':
    'Sehen Sie unter Secrets nach, welche es gibt. Die Beschreibung nennt die Adresse, von der die Anfrage kam: gehört sie zu Ihnen, fügen Sie sie hinzu; sonst hat jemand anderes das Secret.',
  'A refresh token that was just replaced may come back within the grace of the business unit: it gets the same successor again.':
    'Ein gerade ersetztes Refresh-Token darf innerhalb der Nachfrist des Geschäftsbereichs noch einmal kommen: es bekommt denselben Nachfolger.',
  'Nothing, unless it happens often: then an answer is lost on its way, or several tabs or processes refresh at once.':
    'Nichts, außer es geschieht oft: dann geht unterwegs eine Antwort verloren, oder mehrere Tabs oder Prozesse erneuern zugleich.',
  'An application that is contained is given no tokens, and is told no more than that it is deactivated.':
    'Eine abgeschottete Anwendung bekommt keine Tokens und erfährt nicht mehr, als dass sie deaktiviert ist.',
  'Look into why it was contained; whoever may deactivate it can lift that on its page.':
    'Untersuchen Sie, warum sie abgeschottet wurde; wer sie deaktivieren darf, kann das auf ihrer Seite aufheben.',
}

export const GOVERNANCE: Catalogue = {
  ...REQUESTS,
  ...APPLICATIONS,
  ...EFFECTS,
  ...URL_CHECKS,
  ...CREDENTIALS,
  ...EXPLANATIONS,
  'What is published stays with its vendor.': 'Was veröffentlicht ist, bleibt bei seinem Anbieter.',
  'Write the description on one line, without control characters.':
    'Schreiben Sie die Beschreibung auf eine Zeile, ohne Steuerzeichen.',
  'Write 1 to {0} characters on what it does.': 'Schreiben Sie 1 bis {0} Zeichen dazu, was sie tut.',
}
