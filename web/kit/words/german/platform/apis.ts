import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** German for the APIs of the platform. */
export const PLATFORM_APIS: Catalogue = {
  'What applications can be let into. Each is behind a scope of its name.':
    'Wozu Anwendungen zugelassen werden können. Jede steht hinter einem Scope ihres Namens.',
  'Choose APIs': 'APIs wählen',
  Choose: 'Wählen',
  'Which APIs may {name} have?': 'Welche APIs darf {name} haben?',
  'The APIs of {name} are chosen.': 'Die APIs von {name} sind gewählt.',
  'What is switched on can be asked for at once.': 'Was eingeschaltet ist, kann sofort verlangt werden.',
  '{names} ends there at once, also for tokens already issued.':
    '{names} endet dort sofort, auch für bereits ausgestellte Token.',
  'Make an API': 'API anlegen',
  'Loading the APIs': 'Die APIs werden geladen',
  'Loading the API': 'Die API wird geladen',
  '{count, plural, one {# scope} other {# scopes}}': '{count, plural, one {# Scope} other {# Scopes}}',
  'Ends {when}': 'Endet {when}',
  'What it lets an application do': 'Was er einer Anwendung erlaubt',
  'The same in German': 'Dasselbe auf Deutsch',
  'Make a scope in {name}': 'Scope in {name} anlegen',
  'Make the scope': 'Scope anlegen',
  'Make a finer scope': 'Feineren Scope anlegen',
  '{name} is made.': '{name} ist angelegt.',
  'The scope is made.': 'Der Scope ist angelegt.',
  'It stays. It begins with a capital letter, such as BillingApi, and is the scope of the whole API.':
    'Er bleibt. Er beginnt mit einem Großbuchstaben, etwa BillingApi, und ist der Scope der ganzen API.',
  'It stays. What follows {name}: such as agents.read.': 'Er bleibt. Was auf {name} folgt: etwa agents.read.',
  'In English, as people read it on the consent page after “it can”.':
    'Auf Englisch, wie es auf der Zustimmungsseite hinter „it can“ steht.',
  'Optional. Without it, people who read German see the English.':
    'Freiwillig. Fehlt es, sehen auch alle, die Deutsch lesen, das Englische.',
  'An absolute URI of its own, to which tokens are made out. It stays once applications use it.':
    'Eine eigene absolute URI, auf die Token ausgestellt werden. Sie bleibt, sobald Anwendungen die API nutzen.',
  'Where it is served.': 'Wo sie erreichbar ist.',
  'Applications may hold it for themselves': 'Anwendungen dürfen ihn für sich selbst haben',
  'With no user who has signed in.': 'Ohne einen angemeldeten Benutzer.',
  'It reads much about people, changes things or moves money: whoever asks for it says why.':
    'Er liest viel über Menschen, ändert etwas oder bewegt Geld: Wer darum bittet, sagt warum.',
  'Base URL': 'Basis-URL',
  Scopes: 'Scopes',
  '{count, plural, one {{figure} application} other {{figure} applications}}':
    '{count, plural, one {{figure} Anwendung} other {{figure} Anwendungen}}',
  Audience: 'Audience',
  audience: 'Audience',

  'As the platform has it': 'Wie die Plattform es hat',
  'Switched on for': 'Eingeschaltet für',
  Deprecated: 'Abgekündigt',
  'Last day': 'Letzter Tag',
  'Somebody else saved a change meanwhile': 'Inzwischen hat jemand anderes eine Änderung gespeichert',
  'Nothing you typed is lost. Save again to put it over what stands now.':
    'Nichts Getipptes ist verloren. Speichern Sie noch einmal, um es über das zu setzen, was jetzt dort steht.',
  '{label} is now: {now}': '{label} lautet jetzt: {now}',
  '{name} no longer ends.': '{name} endet nicht mehr.',
  '{name} is deprecated.': '{name} ist abgekündigt.',
  'Deprecate {name}': '{name} abkündigen',
  'Edit the scope {name}': 'Scope {name} bearbeiten',
  'Deprecate the scope {name}': 'Scope {name} abkündigen',
  Deprecate: 'Abkündigen',
  'Move the end: {name}': 'Ende verschieben: {name}',
  'Move the end': 'Ende verschieben',
  'Take the end back: {name}': 'Ende zurücknehmen: {name}',
  'Take the end back': 'Ende zurücknehmen',
  'Take the end of {name} back?': 'Ende von {name} zurücknehmen?',
  'It goes on as before, for every application that may use it.':
    'Es geht weiter wie bisher, für jede Anwendung, die es nutzen darf.',
  'Until then nothing changes. From then on nobody gets it, and tokens that are refreshed lack it. The end can be moved or taken back.':
    'Bis dahin ändert sich nichts. Von da an bekommt es niemand mehr, und erneuerten Token fehlt es. Das Ende lässt sich verschieben oder zurücknehmen.',
  'It ends as this day is over where you are.': 'Es endet, sobald dieser Tag dort vorbei ist, wo Sie sind.',
  'Choose a day.': 'Wählen Sie einen Tag.',
}
