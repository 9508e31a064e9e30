import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What is said of security profiles. */
export const PROFILES: Catalogue = {
  'Profile Name': 'Name des Profils',
  'Every business unit has a security profile called {0}. Choose another name.':
    'Jeder Geschäftsbereich hat ein Sicherheitsprofil namens {0}. Wählen Sie einen anderen Namen.',
  'Only operators can be given {0}.': '{0} kann nur Betreibern gegeben werden.',
  'You cannot give {0}, since you do not have it.': 'Sie können {0} nicht geben, da Sie es nicht haben.',
  'You cannot give the API scope {0}, since your own security profile does not have it.':
    'Sie können den API-Scope {0} nicht geben, da Ihr eigenes Sicherheitsprofil ihn nicht hat.',
  'A business unit can have {0} security profiles of its own. Delete one that nobody has first.':
    'Ein Geschäftsbereich kann {0} eigene Sicherheitsprofile haben. Löschen Sie zuerst eines, das niemand hat.',
  'More than yours': 'Mehr als Ihres',
  'This security profile permits more than yours. Ask somebody who may do as much as it permits.':
    'Dieses Sicherheitsprofil erlaubt mehr als Ihres. Bitten Sie jemanden, der so viel darf, wie es erlaubt.',
  'A system profile': 'Ein Systemprofil',
  'Every business unit has this security profile, and nobody can change it. Make a copy of it.':
    'Jeder Geschäftsbereich hat dieses Sicherheitsprofil, und niemand kann es ändern. Machen Sie eine Kopie davon.',
  'Still in use': 'Noch in Gebrauch',
  'Users have this security profile, perhaps inactive ones. Give them another first.':
    'Benutzer haben dieses Sicherheitsprofil, vielleicht inaktive. Geben Sie ihnen zuerst ein anderes.',
  'An application has this security profile of its own. Take it away there first.':
    'Eine Anwendung hat dieses Sicherheitsprofil als eigenes. Nehmen Sie es ihr zuerst.',
  'An invitation that waits is for this security profile. Withdraw it first.':
    'Eine wartende Einladung gilt diesem Sicherheitsprofil. Ziehen Sie sie zuerst zurück.',
  'Nobody active would be left who may manage users and security profiles. Give somebody else a security profile that permits both first.':
    'Niemand Aktives bliebe, der Benutzer und Sicherheitsprofile verwalten darf. Geben Sie zuerst jemand anderem ein Sicherheitsprofil, das beides erlaubt.',
  'There is no security profile with this id in your business unit.':
    'In Ihrem Geschäftsbereich gibt es kein Sicherheitsprofil mit dieser Id.',
  'This security profile has no such version.': 'Dieses Sicherheitsprofil hat keine solche Version.',
  'For people': 'Für Personen',
  'This belongs to a person, and an application that acts for itself is none.':
    'Das gehört einer Person, und eine Anwendung, die für sich selbst handelt, ist keine.',
  'Cannot have a security profile': 'Kann kein Sicherheitsprofil haben',
  'It is of another business unit or a vendor, who holds its secrets. Only an application that your business unit registered can have one.':
    'Sie gehört einem anderen Geschäftsbereich oder einem Anbieter, der ihre Secrets hat. Nur eine Anwendung, die Ihr Geschäftsbereich registriert hat, kann eines haben.',
  'A public application has no secret, so it cannot act for itself.':
    'Eine öffentliche Anwendung hat kein Secret und kann darum nicht für sich selbst handeln.',
  'It registered itself, and what it proves itself with is held by whoever runs it. Register it by hand to give it one.':
    'Sie hat sich selbst registriert, und womit sie sich ausweist, hat, wer sie betreibt. Registrieren Sie sie von Hand, um ihr eines zu geben.',
  'The security profile that the application has permits more than yours. Ask somebody who may do as much as it permits.':
    'Das Sicherheitsprofil, das die Anwendung hat, erlaubt mehr als Ihres. Bitten Sie jemanden, der so viel darf, wie es erlaubt.',
  'The application has a security profile of its own that permits more than yours, and whoever holds its secrets or keys has that. Ask somebody who may do as much as it permits.':
    'Die Anwendung hat ein eigenes Sicherheitsprofil, das mehr erlaubt als Ihres, und wer ihre Secrets oder Schlüssel hat, hat auch das. Bitten Sie jemanden, der so viel darf, wie es erlaubt.',
  'The access token stands for an application that has no security profile of its own. Give it one on its page, or let a person sign in.':
    'Das Access Token steht für eine Anwendung ohne eigenes Sicherheitsprofil. Geben Sie ihr auf ihrer Seite eines, oder lassen Sie eine Person sich anmelden.',
  'Whoever gave the application its security profile was deactivated. Give it one anew on its page.':
    'Wer der Anwendung ihr Sicherheitsprofil gab, wurde deaktiviert. Geben Sie ihr auf ihrer Seite eines neu.',
}
