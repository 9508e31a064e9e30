import { getAccess } from './applications/access.ts'
import { getAddressRanges, setAddressRanges } from './applications/address-ranges.ts'
import {
  activateApplication,
  deactivateApplication,
  editApplication,
  getApplication,
  listApplications,
  registerApplication,
} from './applications/applications.ts'
import { deleteApplication, listDeletedApplications, restoreApplication } from './applications/deletion.ts'
import { addNote, deleteNote, editNote, getNote, listNotes } from './applications/notes.ts'
import { addSecret, editSecret, revokeSecret, rotateSecret } from './applications/secrets.ts'
import { acknowledgeAlert, countOpenAlerts, listAlerts, listAlertsOf } from './audit/alerts.ts'
import { getHistoryEntry, listHistory } from './audit/history.ts'
import { getRefreshCounts } from './audit/refresh-counts.ts'
import { getRefusal, listRefusals } from './audit/refusals.ts'
import { editBusinessUnit } from './business-units/business-unit.ts'
import {
  activateBusinessUnit,
  deactivateBusinessUnit,
  listBusinessUnits,
} from './business-units/business-units.ts'
import {
  createRegistrationToken,
  listRegistrationTokens,
  revokeRegistrationToken,
} from './business-units/registration-tokens.ts'
import { authorizeApplication, listApis, listCatalogue } from './catalogue/catalogue.ts'
import { listSigningKeys, rotateSigningKeys } from './keys/signing-keys.ts'
import {
  changeAccountPassword,
  editAccountContact,
  editAccountProfile,
  endAccountSession,
  endOtherAccountSessions,
  getAccountContact,
  getAccountProfile,
  listAccountConsents,
  listAccountSessions,
  proveAccount,
  withdrawAccountConsent,
} from './people/account.ts'
import { getConsentForAll, grantConsentForAll, withdrawConsentForAll } from './people/consents.ts'
import { getMe } from './people/people.ts'
import { activateUser, deactivateUser, editUser, getUser, listUsers } from './people/users.ts'
import type { Route } from './route.ts'

/** Every operation of the management API, in the order of the reference. */
export const ROUTES: readonly Route[] = [
  listApplications,
  registerApplication,
  getApplication,
  editApplication,
  deactivateApplication,
  activateApplication,
  deleteApplication,
  listDeletedApplications,
  restoreApplication,
  addSecret,
  editSecret,
  rotateSecret,
  revokeSecret,
  getAddressRanges,
  setAddressRanges,
  getAccess,
  getConsentForAll,
  grantConsentForAll,
  withdrawConsentForAll,
  listNotes,
  addNote,
  getNote,
  editNote,
  deleteNote,
  listHistory,
  getHistoryEntry,
  listRefusals,
  getRefusal,
  listAlertsOf,
  listAlerts,
  countOpenAlerts,
  acknowledgeAlert,
  getRefreshCounts,
  listApis,
  listCatalogue,
  authorizeApplication,
  getMe,
  listAccountSessions,
  endAccountSession,
  endOtherAccountSessions,
  listAccountConsents,
  withdrawAccountConsent,
  getAccountContact,
  editAccountContact,
  getAccountProfile,
  editAccountProfile,
  changeAccountPassword,
  proveAccount,
  listUsers,
  getUser,
  editUser,
  deactivateUser,
  activateUser,
  editBusinessUnit,
  listRegistrationTokens,
  createRegistrationToken,
  revokeRegistrationToken,
  listBusinessUnits,
  deactivateBusinessUnit,
  activateBusinessUnit,
  listSigningKeys,
  rotateSigningKeys,
]
