import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** The catalogue as operators keep it. */
export const OPERATED_CATALOGUE: Catalogue = {
  Catalogue: 'Katalog',
  'Search by name or vendor': 'Nach Name oder Anbieter suchen',
  Draft: 'Entwurf',
  Drafts: 'Entwürfe',
  Published: 'Veröffentlicht',
  'No business unit uses it': 'Kein Geschäftsbereich nutzt sie',
  '1,000 business units or more use it': '1.000 Geschäftsbereiche oder mehr nutzen sie',
  '{count, plural, one {# business unit uses it} other {# business units use it}}':
    '{count, plural, one {# Geschäftsbereich nutzt sie} other {# Geschäftsbereiche nutzen sie}}',
  'Loading the catalogue': 'Der Katalog wird geladen',
  'The first 100 by name. Search to find the others.':
    'Die ersten 100 nach Namen. Suchen Sie, um die anderen zu finden.',
  '{count, plural, one {# external application} other {# external applications}}':
    '{count, plural, one {# externe Anwendung} other {# externe Anwendungen}}',
  'Enter an application of a vendor, so that business units can let it in.':
    'Nehmen Sie eine Anwendung eines Anbieters auf, damit Geschäftsbereiche sie zulassen können.',
  'Applications of vendors that business units can let in. A change here holds everywhere.':
    'Anwendungen von Anbietern, die Geschäftsbereiche zulassen können. Eine Änderung hier gilt überall.',
  'Enter an application': 'Anwendung aufnehmen',
  'Entry of the catalogue': 'Eintrag im Katalog',
  'Secrets, history and more': 'Secrets, Verlauf und mehr',
  'What it asks for': 'Was sie verlangt',
  'It does not say.': 'Sie sagt es nicht.',
  'Who uses it': 'Wer sie nutzt',
  'What it asks for beyond today waits in each business unit for its yes. What it asks for no longer ends everywhere at once.':
    'Was sie über das Heutige hinaus verlangt, wartet in jedem Geschäftsbereich auf dessen Ja. Was sie nicht mehr verlangt, endet überall sofort.',
  'What is said of it': 'Was von ihr gesagt wird',
  'What it does, in a sentence or two, for whoever may let it in.':
    'Was sie tut, in ein, zwei Sätzen, für die, die sie zulassen können.',
  'The platform vouches for {vendor}': 'Die Plattform steht für {vendor} ein',
  'Of all its applications. Switch it on once you know who they are.':
    'Für alle seine Anwendungen. Schalten Sie es ein, sobald Sie wissen, wer das ist.',
  'What you changed is not saved.': 'Ihre Änderungen sind nicht gespeichert.',
  Optional: 'Optional',
  Leave: 'Verlassen',
  'Withdraw from the catalogue': 'Aus dem Katalog nehmen',
  Publish: 'Veröffentlichen',
  'Withdraw stops it in every business unit at once. Nothing is deleted, and it can be published again.':
    'Zurückziehen hält sie in allen Geschäftsbereichen sofort an. Nichts wird gelöscht, und sie kann wieder veröffentlicht werden.',
  'Publish lets business units find it and let it in. Where it was let in before it works again.':
    'Nach dem Veröffentlichen finden Geschäftsbereiche sie und können sie zulassen. Wo sie schon zugelassen war, läuft sie wieder.',
  'Publishing and withdrawing': 'Veröffentlichen und Zurückziehen',
  'Withdraw {name}?': '{name} zurückziehen?',
  '{name} is withdrawn.': '{name} ist zurückgezogen.',
  'It gets no token any more, in no business unit, and what it holds is refused at once.':
    'Sie bekommt in keinem Geschäftsbereich mehr ein Token, und was sie hält, wird sofort abgelehnt.',
  'Why (business units see it)': 'Warum (Geschäftsbereiche sehen es)',
  'Publish {name}?': '{name} veröffentlichen?',
  '{name} is published.': '{name} ist veröffentlicht.',
  'Business units find it in the catalogue from now on. What ended before stays ended.':
    'Geschäftsbereiche finden sie ab jetzt im Katalog. Was vorher endete, bleibt beendet.',
  'When can business units let it in?': 'Wann können Geschäftsbereiche sie zulassen?',
  'Once somebody publishes it': 'Sobald jemand sie veröffentlicht',
  'Until then operators alone see it, as a draft.': 'Bis dahin sehen nur Betreiber sie, als Entwurf.',
  'At once': 'Sofort',
  'The application has not been entered.': 'Die Anwendung wurde nicht aufgenommen.',
  'Say in a sentence what it does.': 'Sagen Sie in einem Satz, was sie tut.',
  'Withdrawn by the platform': 'Von der Plattform zurückgezogen',
  '{when}. It gets no token in any business unit, however it stands in yours.':
    '{when}. Sie bekommt in keinem Geschäftsbereich ein Token, wie auch immer sie in Ihrem steht.',
  'Published in the catalogue': 'Im Katalog veröffentlicht',
}
