import { readFileSync } from 'node:fs'

/** The stylesheet of all pages as text, read once when the server starts; served as `/pages.css`. */
export const PAGES_CSS = readFileSync(new URL('./pages.css', import.meta.url), 'utf8')
