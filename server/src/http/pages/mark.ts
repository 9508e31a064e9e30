/** The latchkey: the same path as web/kit/Mark.tsx and favicon.svg, as markup that takes the colour of its text. */
export const MARK =
  '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">' +
  '<path fill-rule="evenodd" transform="rotate(-45 16 16)" d="M9 8.5A7.5 7.5 0 0 1 16.23 14H30.5V20.5H27.5V18H25V22' +
  'H22V18H16.23A7.5 7.5 0 1 1 9 8.5ZM7.5 13A3 3 0 1 0 7.5 19A3 3 0 1 0 7.5 13Z"/></svg>'
