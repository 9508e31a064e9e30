import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What callback URLs, owners, addresses and the rest of an application's page say. */
export const CALLBACKS: Catalogue = {
  'API Application': 'API-Anwendung',
  'As a file': 'Als Datei',
  Activity: 'Aktivität',
  'Last used': 'Zuletzt benutzt',
  'Not known to have been used': 'Keine Benutzung bekannt',
  'A key set that this page cannot read': 'Ein Schlüsselsatz, den diese Seite nicht lesen kann',
  'Keep what it has': 'Lassen, was sie hat',
  Accept: 'Annehmen',
  'Whoever may edit API applications decides.': 'Es entscheidet, wer API-Anwendungen bearbeiten darf.',
  'After signing out': 'Nach der Abmeldung',
  'Check how they do': 'Nachsehen, wie es ihnen geht',
  'Check again': 'Noch einmal nachsehen',
  'Nobody can use the code: it is bound to a proof that does not exist, and ends within a minute.':
    'Niemand kann den Code benutzen: Er ist an einen Nachweis gebunden, den es nicht gibt, und endet innerhalb einer Minute.',
  'Test this redirect: {url}': 'Diese Weiterleitung ausprobieren: {url}',
  'Test this redirect?': 'Diese Weiterleitung ausprobieren?',
  Answers: 'Antwortet',
  'Worth a look': 'Sehenswert',
  'Not reached': 'Nicht erreicht',
  'Not asked': 'Nicht gefragt',
  'Not known': 'Nicht bekannt',
  'Nobody can sign in to it while it is inactive.':
    'Niemand kann sich bei ihr anmelden, solange sie inaktiv ist.',
  'It does not sign people in: the grant authorization_code is switched off.':
    'Sie meldet keine Personen an: Der Grant authorization_code ist aus.',
  'It takes signed request objects alone, which only the application can make.':
    'Sie nimmt nur signierte Request Objects, und die kann nur die Anwendung machen.',
  'The URL leads to a program on this machine. If none listens, the browser says that it cannot connect: then everything up to there was right.':
    'Die URL führt zu einem Programm auf diesem Rechner. Wenn keines lauscht, sagt der Browser, dass er sich nicht verbinden kann: Dann war bis dahin alles richtig.',
  'The browser asks whether it may open the application that is installed for this scheme. Where none is, nothing happens: then everything up to there was right.':
    'Der Browser fragt, ob er die Anwendung öffnen darf, die für dieses Schema installiert ist. Gibt es keine, geschieht nichts: Dann war bis dahin alles richtig.',
  'The application opens, and says that it did not ask for this sign-in: it does not know the state. That is the right answer. A page of Latchkey, or one that cannot be found, is not.':
    'Die Anwendung öffnet sich und sagt, dass sie diese Anmeldung nicht verlangt hat: Sie kennt den state nicht. Das ist die richtige Antwort. Eine Seite von Latchkey, oder eine, die es nicht gibt, ist es nicht.',
  'Nobody who is active owns it: nobody will be asked when something is wrong.':
    'Niemand, der aktiv ist, ist Eigentümer: Niemand wird gefragt, wenn etwas nicht stimmt.',
  'A second owner answers while the first is away.':
    'Ein zweiter Eigentümer antwortet, wenn der erste nicht da ist.',
  'Owners and tags': 'Eigentümer und Schlagwörter',
  '{count, plural, one {# suggestion} other {# suggestions}}':
    '{count, plural, one {# Vorschlag} other {# Vorschläge}}',
  'Change owners and tags': 'Eigentümer und Schlagwörter ändern',
  Owners: 'Eigentümer',
  Tags: 'Schlagwörter',
  'An application has at most {MAX_TAGS} tags.': 'Eine Anwendung hat höchstens {MAX_TAGS} Schlagwörter.',
  'Somebody changed the owners or tags meanwhile, and nothing of yours was saved. What you typed is still here; press Cancel to see what stands now.':
    'Jemand hat inzwischen Eigentümer oder Schlagwörter geändert, und von Ihnen wurde nichts gespeichert. Was Sie eingegeben haben, ist noch da; drücken Sie Abbrechen, um zu sehen, was jetzt gilt.',
  'User names of users of your business unit, with commas between them. The first is shown in lists.':
    'Benutzernamen aus Ihrem Geschäftsbereich, durch Kommas getrennt. Der erste steht in Listen.',
  'At most {MAX_TAGS}, with commas between them. Small letters; a space becomes a hyphen.':
    'Höchstens {MAX_TAGS}, durch Kommas getrennt. Kleinbuchstaben; ein Leerzeichen wird ein Bindestrich.',
  'Save owners and tags': 'Eigentümer und Schlagwörter speichern',
  'Harmless retries': 'Harmlose Wiederholungen',
  'Any reason': 'Jeder Grund',
  'When a request of this application for a token is refused or repeated, it stands here within two seconds with the reason, and for 30 days. Secrets are never written down.':
    'Wenn eine Anfrage dieser Anwendung nach einem Token abgelehnt oder wiederholt wird, steht sie innerhalb von zwei Sekunden mit dem Grund hier, 30 Tage lang. Secrets werden nie aufgeschrieben.',
  'Loading the activity': 'Die Aktivität wird geladen',
  'Harmless retry': 'Harmlose Wiederholung',
  'A secret that ends cannot be forgotten on some old machine. You are reminded 30 days before.':
    'Ein Secret mit einem Ende kann nicht auf einem alten Rechner vergessen werden. 30 Tage vorher werden Sie erinnert.',
  'Saved: from where the application may ask.': 'Gespeichert: von wo die Anwendung fragen darf.',
  'The addresses you typed have not been saved.': 'Die eingegebenen Adressen sind nicht gespeichert.',
  'Addresses and ranges, one per line': 'Adressen und Bereiche, einer je Zeile',
  'Such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32; at most {MAX_ADDRESS_RANGES}. Empty: from everywhere.':
    'Etwa 203.0.113.7, 203.0.113.0/24 oder 2001:db8::/32; höchstens {MAX_ADDRESS_RANGES}. Leer: von überall.',
  'Save addresses': 'Adressen speichern',
  'From everywhere.': 'Von überall.',
  'From where it may ask': 'Von wo sie fragen darf',
  'A credential that got into the wrong hands opens nothing from another address. Requests from elsewhere are refused, with the address under Refused. Tokens it has already go on until their end.':
    'Zugangsdaten in falschen Händen öffnen von einer anderen Adresse nichts. Anfragen von anderswo werden abgelehnt, mit der Adresse unter Abgelehnt. Token, die sie schon hat, gelten bis zu ihrem Ende.',
  'Loading the addresses': 'Die Adressen werden geladen',
  'Waiting for the first token': 'Es wird auf das erste Token gewartet',
  'The secret works': 'Das Secret funktioniert',
  'Run the command below, or start the application: this turns once the secret has opened the door.':
    'Führen Sie den Befehl unten aus, oder starten Sie die Anwendung: Dies ändert sich, sobald das Secret die Tür geöffnet hat.',
}
