import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What is said where an application goes to another business unit: the giver's side. */
const GIVING: Catalogue = {
  'Transfer to another business unit': 'Einem anderen Geschäftsbereich übergeben',
  'Transfer {name} to another business unit?': '{name} einem anderen Geschäftsbereich übergeben?',
  'Transfer offers it to another business unit. Once that accepts, it is theirs under the same Application ID, without its secrets, and no longer yours.':
    '„Übergeben“ bietet sie einem anderen Geschäftsbereich an. Sobald der annimmt, gehört sie ihm unter derselben Anwendungs-ID, ohne ihre Secrets, und Ihnen nicht mehr.',
  'Goes along': 'Geht mit',
  'Ends once it is accepted': 'Endet, sobald sie angenommen ist',
  'Stays with you': 'Bleibt bei Ihnen',
  'Its Application ID, names, description and settings':
    'Ihre Anwendungs-ID, Namen, Beschreibung und Einstellungen',
  '{count, plural, one {# callback URL} other {# callback URLs}}':
    '{count, plural, one {# Callback-URL} other {# Callback-URLs}}',
  'Of its {count, plural, one {API scope} other {# API scopes}} what the other business unit may use':
    'Von {count, plural, one {ihrem API-Scope} other {ihren # API-Scopes}}, was der andere Geschäftsbereich verwenden darf',
  '{count, plural, one {# client secret} other {# client secrets}}':
    '{count, plural, one {# Client Secret} other {# Client Secrets}}',
  'Its registered keys': 'Ihre hinterlegten Schlüssel',
  'Its tokens, and what people consented to': 'Ihre Tokens und die Zustimmungen von Personen',
  '{count, plural, one {# owner} other {# owners}}':
    '{count, plural, one {# Eigentümer} other {# Eigentümer}}',
  '{count, plural, one {# tag} other {# tags}}': '{count, plural, one {# Schlagwort} other {# Schlagwörter}}',
  'Its alerts and notes': 'Ihre Warnungen und Notizen',
  'Its history until then, and its refused requests': 'Ihr Verlauf bis dahin und ihre abgelehnten Anfragen',
  'Number of the business unit': 'Nummer des Geschäftsbereichs',
  'Seven digits. Whether anybody has the number is not told, so check it with whoever shall get it.':
    'Sieben Ziffern. Ob jemand die Nummer hat, wird nicht gesagt: Klären Sie sie mit denen, die sie bekommen sollen.',
  'Why (optional)': 'Warum (freiwillig)',
  'Whoever decides there reads it.': 'Wer dort entscheidet, liest es.',
  'Offer it': 'Anbieten',
  '{name} is offered to business unit {number}.': '{name} ist dem Geschäftsbereich {number} angeboten.',
  'On offer': 'Angeboten',
  'Offered to business unit {number} by {name} {when}.':
    'Dem Geschäftsbereich {number} angeboten von {name} {when}.',
  'Nothing changes before somebody there accepts it; without an answer the offer ends {when}.':
    'Nichts ändert sich, bevor dort jemand annimmt; ohne Antwort endet das Angebot {when}.',
  'Withdraw the offer of {name}?': 'Das Angebot von {name} zurückziehen?',
  'The offer of {name} is withdrawn.': 'Das Angebot von {name} ist zurückgezogen.',
  'See the answer': 'Die Antwort ansehen',
  'Business unit {number} can accept it no longer. It can be offered anew.':
    'Der Geschäftsbereich {number} kann sie nicht mehr annehmen. Sie kann neu angeboten werden.',
  'Offered to business unit': 'Angeboten dem Geschäftsbereich',
  'offered the application to another business unit': 'bot die Anwendung einem anderen Geschäftsbereich an',
  'withdrew the offer to another business unit': 'zog das Angebot an einen anderen Geschäftsbereich zurück',
  'passed on that the other business unit declined the offer':
    'gab weiter, dass der andere Geschäftsbereich das Angebot ablehnte',
  'passed on that the other business unit accepted: the application is theirs':
    'gab weiter, dass der andere Geschäftsbereich annahm: Die Anwendung gehört ihm',
  'accepted the application from another business unit':
    'nahm die Anwendung eines anderen Geschäftsbereichs an',
  'declined an application that another business unit offered':
    'lehnte eine Anwendung ab, die ein anderer Geschäftsbereich anbot',
  offer: 'Angebot',
}

/** The receiver's side, and the list of both. */
const RECEIVING: Catalogue = {
  Transfers: 'Übergaben',
  'Internal applications on their way from one business unit to another. An offer waits for seven days.':
    'Interne Anwendungen auf dem Weg von einem Geschäftsbereich zum anderen. Ein Angebot wartet sieben Tage.',
  'Transfers by their direction': 'Übergaben nach ihrer Richtung',
  'Offered to you': 'Ihnen angeboten',
  'Offered by you': 'Von Ihnen angeboten',
  Accepted: 'Angenommen',
  Declined: 'Abgelehnt',
  Withdrawn: 'Zurückgezogen',
  'Ended without an answer': 'Ohne Antwort beendet',
  'Offered {when} by {unit}, {number}.': 'Angeboten {when} von {unit}, {number}.',
  'Offered {when} by {person} to business unit {number}.':
    'Angeboten {when} von {person} dem Geschäftsbereich {number}.',
  'Without an answer it ends {when}.': 'Ohne Antwort endet es {when}.',
  'Withdrawn {when}.': 'Zurückgezogen {when}.',
  'Answered {when}.': 'Beantwortet {when}.',
  'Loading the offers': 'Angebote werden geladen',
  'Loading the offer': 'Das Angebot wird geladen',
  'Nobody offered an application to you': 'Niemand hat Ihnen eine Anwendung angeboten',
  'Another business unit can hand an application of its own over to yours: it needs your number, {number}. Its offer stands here until somebody accepts or declines it.':
    'Ein anderer Geschäftsbereich kann Ihrem eine eigene Anwendung übergeben: Er braucht Ihre Nummer, {number}. Sein Angebot steht hier, bis jemand es annimmt oder ablehnt.',
  'You offered no application to anybody': 'Sie haben niemandem eine Anwendung angeboten',
  'An internal application can be offered to another business unit at the end of its page. The answer stands here.':
    'Eine interne Anwendung kann am Ende ihrer Seite einem anderen Geschäftsbereich angeboten werden. Die Antwort steht hier.',
  'Business unit {number}': 'Geschäftsbereich {number}',
  'Offered application': 'Angebotene Anwendung',
  Answering: 'Antworten',
  'Your answer': 'Ihre Antwort',
  'What became of it': 'Was daraus wurde',
  'Somebody of your business unit accepted it {when}.':
    'Jemand aus Ihrem Geschäftsbereich hat sie angenommen, {when}.',
  'Somebody of your business unit declined it {when}. It stays where it is.':
    'Jemand aus Ihrem Geschäftsbereich hat sie abgelehnt, {when}. Sie bleibt, wo sie ist.',
  '{unit} withdrew the offer {when}. There is nothing to answer.':
    '{unit} hat das Angebot zurückgezogen, {when}. Es gibt nichts zu beantworten.',
  'Nobody answered within seven days, and it ended {when}. {unit} can offer it anew.':
    'Niemand hat in sieben Tagen geantwortet, und es endete {when}. {unit} kann sie neu anbieten.',
  'It cannot be accepted as it stands: it was contained or deleted there, or {unit} is stopped. The offer waits all the same.':
    'So, wie sie steht, kann sie nicht angenommen werden: Sie wurde dort abgeschottet oder gelöscht, oder {unit} ist angehalten. Das Angebot wartet trotzdem.',
  'Left out: not switched on for your business unit':
    'Fällt weg: für Ihren Geschäftsbereich nicht eingeschaltet',
  'What it is': 'Was sie ist',
  Description: 'Beschreibung',
  'Who offers it': 'Wer sie anbietet',
  '{unit}, business unit {number}, {when}.': '{unit}, Geschäftsbereich {number}, {when}.',
  'Nothing was written with it.': 'Es wurde nichts dazu geschrieben.',
  'What your business unit answered': 'Was Ihr Geschäftsbereich geantwortet hat',
  'The Application ID stays, and with it the description, the callback URLs and the settings.':
    'Die Anwendungs-ID bleibt, und mit ihr Beschreibung, Callback-URLs und Einstellungen.',
  'It comes without secrets, keys, tokens and consents: those of {unit} end. It stands still until you give it a secret or a key.':
    'Sie kommt ohne Secrets, Schlüssel, Tokens und Zustimmungen: Die von {unit} enden. Sie steht still, bis Sie ihr ein Secret oder einen Schlüssel geben.',
  '{left, plural, one {# API scope is left out, since your business unit may not use it.} other {# API scopes are left out, since your business unit may not use them.}}':
    '{left, plural, one {# API-Scope fällt weg, weil Ihr Geschäftsbereich ihn nicht verwenden darf.} other {# API-Scopes fallen weg, weil Ihr Geschäftsbereich sie nicht verwenden darf.}}',
  'It comes without tokens and consents: those of {unit} end. People sign in again.':
    'Sie kommt ohne Tokens und Zustimmungen: Die von {unit} enden. Personen melden sich neu an.',
  'It is inactive, and comes so.': 'Sie ist inaktiv und kommt so.',
  'Your business unit has an application of this name and vendor already. Give it another name.':
    'Ihr Geschäftsbereich hat schon eine Anwendung dieses Namens und Anbieters. Geben Sie ihr einen anderen Namen.',
  'Answer (optional)': 'Antwort (freiwillig)',
  Answer: 'Antwort',
  '{unit} reads it.': '{unit} liest es.',
  Decline: 'Ablehnen',
  'Decline {name}?': '{name} ablehnen?',
  'It stays with {unit}, as it is. What was declined can be offered anew.':
    'Sie bleibt bei {unit}, wie sie ist. Was abgelehnt wurde, kann neu angeboten werden.',
  '{name} is declined. It stays where it is.': '{name} ist abgelehnt. Sie bleibt, wo sie ist.',
  'Nothing was done: the offer waits for an answer no longer.':
    'Nichts wurde getan: Das Angebot wartet nicht mehr auf eine Antwort.',
  '{name} is yours.': '{name} gehört Ihnen.',
  '{name} is yours. It stands still until you give it a secret or a key.':
    '{name} gehört Ihnen. Sie steht still, bis Sie ihr ein Secret oder einen Schlüssel geben.',
}

/** What the transfer of an application to another business unit says, on both sides. */
export const TRANSFERS: Catalogue = { ...GIVING, ...RECEIVING }
