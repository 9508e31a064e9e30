import { SECOND } from '../lib/clock.ts'
import { fetchPictures } from '../services/applications/dynamic/fetch-pictures.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Fetches the logos of applications, soon after they were registered, so that no registration waits for them. */
export function fetchLogos(deps: Deps): Job {
  return { name: 'fetch-logos', every: SECOND, run: () => fetchPictures(deps) }
}
