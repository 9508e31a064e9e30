import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** What the home page says. */
export const HOME: Catalogue = {
  'What needs you': 'Was ansteht',
  'Go to what needs you': 'Zu dem gehen, was ansteht',
  'What somebody of {unit} should look into.': 'Was sich jemand von {unit} ansehen sollte.',
  'Counting what needs you': 'Es wird gezählt, was ansteht',
  'Nothing needs you': 'Nichts steht an',
  'What is watched is in order. It is counted anew whenever you come here.':
    'Was beobachtet wird, ist in Ordnung. Es wird jedes Mal neu gezählt, wenn Sie hierher kommen.',
  'In order': 'In Ordnung',
  '{open, plural, one {open alert} other {open alerts}}':
    '{open, plural, one {offene Warnung} other {offene Warnungen}}',
  '{count, plural, one {# request waits for the operators} other {# requests wait for the operators}}':
    '{count, plural, one {# Anfrage wartet auf die Betreiber} other {# Anfragen warten auf die Betreiber}}',
  '{count, plural, one {{figure} alert is open} other {{figure} alerts are open}}':
    '{count, plural, one {{figure} Warnung ist offen} other {{figure} Warnungen sind offen}}',
  'Something happened that somebody should look into.':
    'Etwas ist geschehen, das sich jemand ansehen sollte.',
  'No alert is open': 'Keine Warnung ist offen',
  '{count, plural, one {{figure} application has a secret that ends within 30 days} other {{figure} applications have a secret that ends within 30 days}}':
    '{count, plural, one {{figure} Anwendung hat ein Secret, das in den nächsten 30 Tagen endet} other {{figure} Anwendungen haben ein Secret, das in den nächsten 30 Tagen endet}}',
  'Make the next one in time and change over: both work until the old one ends.':
    'Erstellen Sie rechtzeitig das nächste und stellen Sie um: Beide gelten, bis das alte endet.',
  'No secret ends within 30 days': 'Kein Secret endet in den nächsten 30 Tagen',
  '{count, plural, one {{figure} external application asks for more than before} other {{figure} external applications ask for more than before}}':
    '{count, plural, one {{figure} externe Anwendung verlangt mehr als zuvor} other {{figure} externe Anwendungen verlangen mehr als zuvor}}',
  '{count, plural, one {{figure} application is offered to you} other {{figure} applications are offered to you}}':
    '{count, plural, one {{figure} Anwendung ist Ihnen angeboten} other {{figure} Anwendungen sind Ihnen angeboten}}',
  'Another business unit wants to hand it over. An offer ends after seven days.':
    'Ein anderer Geschäftsbereich will sie übergeben. Ein Angebot endet nach sieben Tagen.',
  'No application is offered to you': 'Keine Anwendung ist Ihnen angeboten',
  '{count, plural, one {{figure} offer of yours was answered lately} other {{figure} offers of yours were answered lately}}':
    '{count, plural, one {{figure} Angebot von Ihnen wurde kürzlich beantwortet} other {{figure} Angebote von Ihnen wurden kürzlich beantwortet}}',
  'Another business unit accepted or declined within the last 14 days.':
    'Ein anderer Geschäftsbereich hat in den letzten 14 Tagen angenommen oder abgelehnt.',
  'No new answer to what you offered': 'Keine neue Antwort auf das, was Sie angeboten haben',
  '{count, plural, one {{figure} invitation ends within two days} other {{figure} invitations end within two days}}':
    '{count, plural, one {{figure} Einladung endet in den nächsten zwei Tagen} other {{figure} Einladungen enden in den nächsten zwei Tagen}}',
  'Whoever was invited has not answered. Sent again, the link works for seven days more.':
    'Wer eingeladen ist, hat nicht geantwortet. Noch einmal gesendet, gilt der Link weitere sieben Tage.',
  'No invitation is about to end': 'Keine Einladung endet bald',
  '{count, plural, one {{figure} invitation expired without an answer} other {{figure} invitations expired without an answer}}':
    '{count, plural, one {{figure} Einladung ist ohne Antwort abgelaufen} other {{figure} Einladungen sind ohne Antwort abgelaufen}}',
  'Send it again or withdraw it. What expired is forgotten after 30 days.':
    'Senden Sie sie noch einmal oder ziehen Sie sie zurück. Was abgelaufen ist, wird nach 30 Tagen vergessen.',
  'No invitation expired without an answer': 'Keine Einladung ist ohne Antwort abgelaufen',
  'Until somebody decides, they have what they had.': 'Bis jemand entscheidet, behalten sie, was sie hatten.',
  'No external application waits for a decision': 'Keine externe Anwendung wartet auf eine Entscheidung',
  '{count, plural, one {{figure} request was answered lately} other {{figure} requests were answered lately}}':
    '{count, plural, one {{figure} Anfrage wurde kürzlich beantwortet} other {{figure} Anfragen wurden kürzlich beantwortet}}',
  'What the operators of the platform said within the last 14 days.':
    'Was die Betreiber der Plattform in den letzten 14 Tagen gesagt haben.',
  'No new answer from the operators': 'Keine neue Antwort der Betreiber',
  '{count, plural, one {{figure} application has no active owner} other {{figure} applications have no active owner}}':
    '{count, plural, one {{figure} Anwendung hat keinen aktiven Eigentümer} other {{figure} Anwendungen haben keinen aktiven Eigentümer}}',
  'Somebody should answer for an application, better two.':
    'Jemand sollte für eine Anwendung einstehen, besser zwei.',
  'Every application has an owner': 'Jede Anwendung hat einen Eigentümer',
  '{count, plural, one {{figure} application was not used for 90 days} other {{figure} applications were not used for 90 days}}':
    '{count, plural, one {{figure} Anwendung wurde 90 Tage lang nicht benutzt} other {{figure} Anwendungen wurden 90 Tage lang nicht benutzt}}',
  'What nobody uses can be deactivated, and activated again.':
    'Was niemand benutzt, kann deaktiviert und wieder aktiviert werden.',
  'Every application was used within 90 days': 'Jede Anwendung wurde in den letzten 90 Tagen benutzt',
  '{count, plural, one {{figure} application still uses the implicit grant (legacy)} other {{figure} applications still use the implicit grant (legacy)}}':
    '{count, plural, one {{figure} Anwendung nutzt noch den Implicit Grant (veraltet)} other {{figure} Anwendungen nutzen noch den Implicit Grant (veraltet)}}',
  'Its tokens can leak through browser histories. The authorization code with PKCE replaces it.':
    'Seine Token können durch Browserverläufe bekannt werden. Der Authorization Code mit PKCE ersetzt ihn.',
  'No application uses the implicit grant': 'Keine Anwendung nutzt den Implicit Grant',
}
