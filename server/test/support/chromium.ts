import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { isProgram, pathFolders } from './find-program.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const elsewhere = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Returns the path of a Chromium on this machine, or null when there is none. LATCHKEY_TEST_CHROMIUM names one
 * explicitly; a name that leads nowhere counts as none, so that no other browser is taken in silence.
 */
export function findChromium(): string | null {
  const chosen = process.env['LATCHKEY_TEST_CHROMIUM']
  if (chosen !== undefined && chosen !== '') return isProgram(chosen) ? chosen : null
  const inPath = names.flatMap(name => pathFolders().map(folder => join(folder, name)))
  return [...inPath, ...elsewhere].find(isProgram) ?? null
}

/**
 * Starts a Chromium without a window, with a user data folder of its own that is deleted when it closes. The
 * caller closes it. It talks to nothing but what the test opens. Throws when this machine has no Chromium.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('This machine has no Chromium. Run: node tools/needs.ts')
  return await chromium.launch({
    executablePath,
    headless: true,
    args: [
      // Chromium refuses to start its sandbox as root, and containers often lack what the sandbox needs.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
