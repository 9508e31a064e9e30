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
import type { Route } from './route.ts'
import { addSecret, revokeSecret } from './secrets.ts'

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
  listApis,
  listCatalogue,
  authorizeApplication,
  getMe,
  editBusinessUnit,
]
