import type { Catalogue } from '@latchkey/contract/words/words.ts'

/** Of changes of many applications at once. */
export const BULK: Catalogue = {
  'This action needs it.': 'Diese Aktion braucht es.',
  'This action does not take it.': 'Diese Aktion nimmt es nicht.',
  'An undo is about what the bulk change was about: leave ids and filter out.':
    'Rückgängig machen betrifft, was die Sammeländerung betraf: lassen Sie ids und filter weg.',
  'Say which applications, by their ids or by a filter, and not by both.':
    'Sagen Sie, welche Anwendungen: durch ihre IDs oder durch einen Filter, nicht durch beides.',
  'At most 10,000 applications can be changed at once. Narrow the filter.':
    'Höchstens 10.000 Anwendungen können auf einmal geändert werden. Engen Sie den Filter ein.',
  'No application matches, so there is nothing to change.':
    'Keine Anwendung passt, also gibt es nichts zu ändern.',
  'It is not planned to its end. Try again in a moment, or plan it anew.':
    'Sie ist nicht zu Ende geplant. Versuchen Sie es gleich noch einmal, oder planen Sie sie neu.',
  'Its planning was cut short. Plan it anew.': 'Ihre Planung wurde abgebrochen. Planen Sie sie neu.',
  'It was planned too long ago. Plan it anew.': 'Sie wurde vor zu langer Zeit geplant. Planen Sie sie neu.',
  'An undo cannot be undone. Change the applications again.':
    'Ein Rückgängigmachen kann nicht rückgängig gemacht werden. Ändern Sie die Anwendungen noch einmal.',
  'It still runs. Stop it first, or wait for its end.':
    'Sie läuft noch. Halten Sie sie erst an, oder warten Sie auf ihr Ende.',
  'It changed nothing that could be undone.': 'Sie hat nichts geändert, was rückgängig zu machen wäre.',
  'It ended more than 10 minutes ago, and cannot be undone any more.':
    'Sie endete vor mehr als 10 Minuten und kann nicht mehr rückgängig gemacht werden.',
  'It was undone already.': 'Sie wurde schon rückgängig gemacht.',
  'There is no bulk change with this id in your business unit. They are kept for 30 days.':
    'In Ihrem Geschäftsbereich gibt es keine Sammeländerung mit dieser ID. Sie werden 30 Tage aufbewahrt.',
}
