import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** German for security profiles, and what they permit. */
export const PROFILES: Catalogue = {
  'view the settings of the business unit': 'die Einstellungen des Geschäftsbereichs ansehen',
  'invite users': 'Benutzer einladen',
  'view security profiles': 'Sicherheitsprofile ansehen',
  'create security profiles': 'Sicherheitsprofile anlegen',
  'edit security profiles': 'Sicherheitsprofile bearbeiten',
  'delete security profiles': 'Sicherheitsprofile löschen',
  'view the audit log': 'das Prüfprotokoll ansehen',
  'export the audit log': 'das Prüfprotokoll exportieren',
  'security profile': 'Sicherheitsprofil',
  'Security Profiles': 'Sicherheitsprofile',
  'Security Profile': 'Sicherheitsprofil',
  'Create a security profile': 'Sicherheitsprofil anlegen',
  'Loading the security profile': 'Das Sicherheitsprofil wird geladen',
  'About this security profile': 'Zu diesem Sicherheitsprofil',
  'Copy of {name}': 'Kopie von {name}',
  'What you do not have yourself is not copied.': 'Was Sie selbst nicht haben, wird nicht kopiert.',
  '{name} is created.': '{name} ist angelegt.',
  '{name} is deleted.': '{name} ist gelöscht.',
  'The security profile has not been created.': 'Das Sicherheitsprofil ist noch nicht angelegt.',
  Create: 'Anlegen',
  Copy: 'Kopieren',
  Kind: 'Art',
  System: 'System',
  Own: 'Eigenes',
  Permits: 'Erlaubt',
  Permissions: 'Berechtigungen',
  'Who has it': 'Wer es hat',
  Versions: 'Versionen',
  '{count, plural, one {# permission} other {# permissions}}':
    '{count, plural, one {# Berechtigung} other {# Berechtigungen}}',
  '{count, plural, one {# API scope} other {# API scopes}}':
    '{count, plural, one {# API-Scope} other {# API-Scopes}}',
  'Every business unit has it, and nobody can change it.':
    'Jeder Geschäftsbereich hat es, und niemand kann es ändern.',
  'Of this business unit. A change counts at once for everybody who has it.':
    'Von diesem Geschäftsbereich. Eine Änderung gilt sofort für alle, die es haben.',
  'It permits more than yours, so you cannot change or give it.':
    'Es erlaubt mehr als Ihres, darum können Sie es weder ändern noch geben.',
  'It is deleted only while nobody has it: no user, no application, no invitation that waits. Its versions go with it.':
    'Es wird nur gelöscht, solange niemand es hat: kein Benutzer, keine Anwendung, keine wartende Einladung. Seine Versionen gehen mit.',
}

/** German for the form of a security profile: what it permits, and its API scopes. */
export const PROFILE_FORM: Catalogue = {
  'What it permits': 'Was es erlaubt',
  'In the console and the management API, area by area.':
    'In der Konsole und der Management-API, Bereich für Bereich.',
  'What is greyed you do not have yourself, so you cannot give it.':
    'Was grau ist, haben Sie selbst nicht und können es nicht geben.',
  'What its people have in common, such as Night shift lead.':
    'Was seine Personen gemeinsam haben, etwa Leitung Nachtschicht.',
  'API scopes that its people may grant': 'API-Scopes, die seine Personen gewähren dürfen',
  'An application that acts in their name gets no more than these, whatever it asks for.':
    'Eine Anwendung, die in ihrem Namen handelt, bekommt nicht mehr als diese, was immer sie verlangt.',
  'Switched off for the business unit': 'Für den Geschäftsbereich ausgeschaltet',
  'API scope {scope}': 'API-Scope {scope}',
  'Consents for everybody': 'Einwilligungen für alle',
  'Settings of the business unit': 'Einstellungen des Geschäftsbereichs',
  'Security profiles': 'Sicherheitsprofile',
  'Audit log': 'Prüfprotokoll',
  'How the platform does': 'Wie es der Plattform geht',
  'Business units of the platform': 'Geschäftsbereiche der Plattform',
  'Catalogue of external applications': 'Katalog der externen Anwendungen',
  'Letters of the platform': 'Briefe der Plattform',
  'APIs of the platform': 'APIs der Plattform',
  View: 'Ansehen',
  Grant: 'Erteilen',
  '{area}: {doing}': '{area}: {doing}',
}

/** German for what a change of a security profile would take from whom, and for its versions. */
export const PROFILE_EFFECTS: Catalogue = {
  '{count, plural, one {# consent} other {# consents}}':
    '{count, plural, one {# Einwilligung} other {# Einwilligungen}}',
  '{count, plural, one {# application} other {# applications}}':
    '{count, plural, one {# Anwendung} other {# Anwendungen}}',
  '{who}: nothing changes of what they may do': '{who}: Was sie dürfen, ändert sich nicht',
  '{who}: {lost, plural, =0 {nothing is taken away} one {# thing is taken away} other {# things are taken away}}, {gained, plural, =0 {nothing is added} one {# is added} other {# are added}}':
    '{who}: {lost, plural, =0 {nichts fällt weg} one {# fällt weg} other {# fallen weg}}, {gained, plural, =0 {nichts kommt dazu} one {# kommt dazu} other {# kommen dazu}}',
  'Held now by {signIns} of {people}, and gone from there at once.':
    'Gehalten jetzt von {signIns} von {people}; er fällt dort sofort weg.',
  'Covered by {consents}: the rest of what was consented to stays.':
    'Enthalten in {consents}: Das Übrige, worin eingewilligt wurde, bleibt.',
  'Nobody uses it through an application now.': 'Niemand nutzt ihn jetzt durch eine Anwendung.',
  'It cannot be saved: nobody active would be left who may manage users and security profiles.':
    'Das kann nicht gespeichert werden: Niemand Aktives bliebe, der Benutzer und Sicherheitsprofile verwalten darf.',
  'Taken away in the console and the management API': 'Fällt weg in der Konsole und der Management-API',
  Added: 'Kommt dazu',
  'Show the sign-ins': 'Anmeldungen zeigen',
  'Show the consents': 'Einwilligungen zeigen',
  'Consents with {scope}': 'Einwilligungen mit {scope}',
  'Sign-ins with {scope}': 'Anmeldungen mit {scope}',
  'Loading the list': 'Die Liste wird geladen',
  '{application}, consented {when}': '{application}, eingewilligt {when}',
  '{application}, signed in {when}': '{application}, angemeldet {when}',
  'No user has it.': 'Kein Benutzer hat es.',
  'No application has it.': 'Keine Anwendung hat es.',
  'They use the management API for themselves, with this profile of their own.':
    'Sie nutzen die Management-API für sich selbst, mit diesem Profil als eigenem.',
  'Given by {name} {when}.': 'Gegeben von {name} {when}.',
  'Who has it is shown to those who may view users.': 'Wer es hat, sieht, wer Benutzer ansehen darf.',
  'Was called {name}': 'Hieß {name}',
  'Go back to this version': 'Zu dieser Version zurück',
  'Go back to version {number}?': 'Zu Version {number} zurück?',
  'Go back': 'Zurückgehen',
  'Version {number} is back.': 'Version {number} gilt wieder.',
  'Version {number}': 'Version {number}',
  Current: 'Jetzige',
  added: 'kam dazu',
  'taken away': 'fiel weg',
  'It was never changed.': 'Es wurde nie geändert.',
  'What changes': 'Was sich ändert',
  'Choose one': 'Wählen Sie eines',
  'Change profile': 'Profil ändern',
  'Change the security profile of {name}': 'Sicherheitsprofil von {name} ändern',
  'Now: {profile}. Only profiles that permit no more than yours are offered.':
    'Jetzt: {profile}. Angeboten werden nur Profile, die nicht mehr erlauben als Ihres.',
  '{name} has the security profile {profile} now.': '{name} hat jetzt das Sicherheitsprofil {profile}.',
}

/** German for the security profile that an application has of its own. */
export const OWN_PROFILE: Catalogue = {
  'gave the application a security profile of its own': 'gab der Anwendung ein eigenes Sicherheitsprofil',
  'took the security profile of the application away': 'nahm der Anwendung das Sicherheitsprofil',
  'The management API, for itself': 'Die Management-API, für sich selbst',
  'It has no security profile of its own: only people use the management API through it. Give it one so that a pipeline can use it with client credentials.':
    'Sie hat kein eigenes Sicherheitsprofil: Nur Personen nutzen die Management-API durch sie. Geben Sie ihr eines, damit eine Pipeline sie mit Client Credentials nutzen kann.',
  'It then uses the management API for itself, with client credentials of scope AdminApi, as far as the profile permits and you have it yourself at that moment. Whoever holds its secrets or keys can do the same.':
    'Sie nutzt dann die Management-API für sich selbst, mit Client Credentials des Scopes AdminApi, soweit das Profil es erlaubt und Sie selbst es in dem Moment haben. Wer ihre Secrets oder Schlüssel hat, kann dasselbe.',
  'It has {profile}, given by {name} {when}.': 'Sie hat {profile}, gegeben von {name} {when}.',
  '{name} was deactivated, so it permits nothing. Give it a profile anew.':
    '{name} wurde deaktiviert, darum erlaubt es nichts. Geben Sie ihr neu ein Profil.',
  '{name} has less by now than the profile permits, which bounds it.':
    '{name} hat inzwischen weniger, als das Profil erlaubt, und das begrenzt es.',
  'It permits nothing in the management API.': 'Es erlaubt nichts in der Management-API.',
  'It has not the API scope AdminApi, without which no token of it opens the management API.':
    'Sie hat den API-Scope AdminApi nicht, ohne den kein Token von ihr die Management-API öffnet.',
  'Give a security profile': 'Sicherheitsprofil geben',
  'Give another': 'Ein anderes geben',
  'Give the profile': 'Profil geben',
  'Security profile of {name}': 'Sicherheitsprofil von {name}',
  'Take away': 'Wegnehmen',
  'the security profile': 'das Sicherheitsprofil',
  'Take the security profile of {name} away?': '{name} das Sicherheitsprofil wegnehmen?',
  '{name} has no security profile any more.': '{name} hat kein Sicherheitsprofil mehr.',
  'Its own tokens are refused at the management API from then on, those already issued as well.':
    'Ihre eigenen Token werden von da an bei der Management-API abgelehnt, auch schon ausgestellte.',
}
