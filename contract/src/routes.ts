import {
  activateApplication,
  deactivateApplication,
  editApplication,
  getApplication,
  listApplications,
  registerApplication,
} from './applications.ts'
import { editBusinessUnit } from './business-unit.ts'
import { authorizeApplication, listApis, listCatalogue } from './catalogue.ts'
import { listHistory } from './history.ts'
import { getMe } from './people.ts'
import { listRefusals } from './refusals.ts'
import type { Route } from './route.ts'
import { addSecret, revokeSecret } from './secrets.ts'
import { listSigningKeys, rotateSigningKeys } from './signing-keys.ts'

/** Every operation of the management API, in the order of the reference. */
export const ROUTES: readonly Route[] = [
  listApplications,
  registerApplication,
  getApplication,
  editApplication,
  deactivateApplication,
  activateApplication,
  addSecret,
  revokeSecret,
  listHistory,
  listRefusals,
  listApis,
  listCatalogue,
  authorizeApplication,
  getMe,
  editBusinessUnit,
  listSigningKeys,
  rotateSigningKeys,
]
