import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What changes of many applications at once say, and the choice in the list. */
export const BULK: Catalogue = {
  'Bulk change': 'Sammeländerung',
  'Bulk changes': 'Sammeländerungen',
  '{count, plural, one {# selected} other {# selected}}':
    '{count, plural, one {# ausgewählt} other {# ausgewählt}}',
  'All of more than {total, number} that match are selected':
    'Alle passenden, mehr als {total, number}, sind ausgewählt',
  '{total, plural, one {The one that matches is selected} other {All # that match are selected}}':
    '{total, plural, one {Die eine passende ist ausgewählt} other {Alle # passenden sind ausgewählt}}',
  'Select all that match': 'Alle passenden auswählen',
  'Clear selection': 'Auswahl aufheben',
  'Change…': 'Ändern …',
  'Select {name}': '{name} auswählen',
  'Select all rows of this page': 'Alle Zeilen dieser Seite auswählen',
  'Change many API applications': 'Viele API-Anwendungen ändern',
  'One line. Each application is told it when it asks for a token, once it has proven itself.':
    'Eine Zeile. Jede Anwendung erfährt ihn, wenn sie ein Token verlangt und sich ausgewiesen hat.',
  'Small letters, and hyphens for spaces.': 'Kleinbuchstaben, und Bindestriche statt Leerzeichen.',
  'An active user of this business unit. The owners there are stay.':
    'Ein aktiver Benutzer dieses Geschäftsbereichs. Die bisherigen Eigentümer bleiben.',
  'An active user of this business unit, in place of all owners there are.':
    'Ein aktiver Benutzer dieses Geschäftsbereichs, anstelle aller bisherigen Eigentümer.',
  'Next you see what will happen to each. Nothing is changed before you say so there.':
    'Als Nächstes sehen Sie, was mit jeder geschieht. Nichts wird geändert, bevor Sie es dort bestätigen.',
  Preview: 'Vorschau',
  'Add a tag': 'Schlagwort hinzufügen',
  'Remove a tag': 'Schlagwort entfernen',
  'Add an owner': 'Eigentümer hinzufügen',
  'Set the owner': 'Eigentümer setzen',
  All: 'Alle',
  Changed: 'Geändert',
  Undo: 'Rückgängig machen',
  'Undo: {what}': 'Rückgängig: {what}',
  'a user who is gone': 'ein Benutzer, den es nicht mehr gibt',
  'Add the tag {tag}': 'Schlagwort {tag} hinzufügen',
  'Remove the tag {tag}': 'Schlagwort {tag} entfernen',
  'Add the owner {owner}': 'Eigentümer {owner} hinzufügen',
  'Set the owner {owner}': 'Eigentümer {owner} setzen',
  'Being planned': 'Wird geplant',
  'Cut short': 'Abgebrochen',
  'Planning was cut short. Nothing was changed.': 'Die Planung wurde abgebrochen. Nichts wurde geändert.',
  'It made no progress for two minutes: the server ended while it wrote down the applications. Plan it again to see what would happen to each now.':
    'Sie kam zwei Minuten lang nicht voran: der Server endete, während er die Anwendungen aufschrieb. Planen Sie sie noch einmal, um zu sehen, was jetzt mit jeder geschähe.',
  'Plan it again': 'Noch einmal planen',
  Running: 'Läuft',
  Stopped: 'Angehalten',
  'It stands so already.': 'Sie ist schon so.',
  'Your business unit has no such application.': 'Ihr Geschäftsbereich hat keine solche Anwendung.',
  'It is published to other business units and is changed on its own page.':
    'Sie ist für andere Geschäftsbereiche veröffentlicht und wird auf ihrer eigenen Seite geändert.',
  'It is contained. Lift that first.': 'Sie ist abgeschottet. Heben Sie das erst auf.',
  'It has as many as it may have.': 'Sie hat so viele, wie sie haben darf.',
  'Somebody changed it since.': 'Jemand hat sie seitdem geändert.',
  'Who started this may not do it any more.': 'Wer das begonnen hat, darf es nicht mehr.',
  'A rule refuses it.': 'Eine Regel lässt es nicht zu.',
  'Not carried out': 'Nicht ausgeführt',
  'Will change': 'Wird geändert',
  Stays: 'Bleibt',
  'Not possible': 'Nicht möglich',
  '{waiting, plural, one {# of {total} will change} other {# of {total} will change}}':
    '{waiting, plural, one {# von {total} wird geändert} other {# von {total} werden geändert}}',
  '{changed, number} of {total, number} changed': '{changed, number} von {total, number} geändert',
  'Which are shown': 'Welche gezeigt werden',
  '{what} ({count, number})': '{what} ({count, number})',
  'more than {count, number}': 'mehr als {count, number}',
  '{count, number}': '{count, number}',
  'Sign-ins that can be renewed now and end: {signIns}, of {people} people.':
    'Anmeldungen, die jetzt erneuert werden können und enden: {signIns}, von {people} Personen.',
  'Consents that people gave: {count}. They stand, and help again once it is active.':
    'Zustimmungen von Personen: {count}. Sie bleiben und gelten wieder, sobald sie aktiv ist.',
  'What gets tokens for itself gets none any more, from that moment.':
    'Was Tokens für sich selbst bekommt, bekommt von da an keine mehr.',
  'They get tokens again. What ended when they were deactivated stays ended: people sign in anew.':
    'Sie bekommen wieder Tokens. Was mit der Deaktivierung endete, bleibt beendet: Personen melden sich neu an.',
  'What stays as it is': 'Was bleibt, wie es ist',
  'What stayed as it is': 'Was blieb, wie es ist',
  '{count, number}: {why}': '{count, number}: {why}',
  'How it stands': 'Wie es steht',
  Progress: 'Fortschritt',
  'Reason: {reason}': 'Grund: {reason}',
  'Started {when} by {person}.': 'Begonnen {when} von {person}.',
  'Ended {when}.': 'Beendet {when}.',
  'Loading the bulk change': 'Die Sammeländerung wird geladen',
  'It was undone.': 'Sie wurde rückgängig gemacht.',
  'There is nothing to carry out.': 'Es gibt nichts auszuführen.',
  'Back to the list': 'Zurück zur Liste',
  '{waiting, plural, one {Change # application} other {Change # applications}}':
    '{waiting, plural, one {# Anwendung ändern} other {# Anwendungen ändern}}',
  'Stop here': 'Hier anhalten',
  'It goes on when you leave this page. What is changed can be undone once it has ended.':
    'Sie läuft weiter, wenn Sie diese Seite verlassen. Was geändert ist, kann nach ihrem Ende rückgängig gemacht werden.',
  'Undo…': 'Rückgängig machen …',
  'Possible until {when}, of each that nobody changed since. You see a preview first.':
    'Möglich bis {when}, für jede, die seitdem niemand geändert hat. Sie sehen zuerst eine Vorschau.',
  Undone: 'Rückgängig gemacht',
  '{when} by {person}': '{when} von {person}',
  'Changes of many applications at once, of the last 30 days.':
    'Änderungen vieler Anwendungen auf einmal, aus den letzten 30 Tagen.',
  'Loading the bulk changes': 'Die Sammeländerungen werden geladen',
  'No bulk changes yet': 'Noch keine Sammeländerungen',
  'Select rows in the list of API applications and press Change… to change them at once.':
    'Wählen Sie Zeilen in der Liste der API-Anwendungen aus und drücken Sie Ändern …, um sie auf einmal zu ändern.',
}
