import { getAccess } from './applications/access.ts'
import { editApplication, getApplication, registerApplication } from './applications/applications.ts'
import {
  getBulkChange,
  listBulkChanges,
  listBulkItems,
  planBulkChange,
  startBulkChange,
  stopBulkChange,
} from './applications/bulk/bulk-changes.ts'
import { getAddressRanges, setAddressRanges } from './applications/credentials/address-ranges.ts'
import { listKeys } from './applications/credentials/keys.ts'
import { fetchKeySet, readPublicKeys } from './applications/credentials/public-keys.ts'
import {
  addSecret,
  editSecret,
  releaseSecret,
  revokeSecret,
  rotateSecret,
} from './applications/credentials/secrets.ts'
import { deleteApplication, listDeletedApplications, restoreApplication } from './applications/deletion.ts'
import { exportApplications, listApplications } from './applications/list.ts'
import { deleteView, editView, listViews, saveView } from './applications/list-views.ts'
import { planApplication } from './applications/manifest/plan.ts'
import { addNote, deleteNote, editNote, getNote, listNotes } from './applications/notes.ts'
import { previewEffects } from './applications/status/effects.ts'
import {
  activateApplication,
  containApplication,
  deactivateApplication,
  liftContainment,
} from './applications/status/status.ts'
import {
  acceptTransfer,
  declineTransfer,
  getReceivedTransfer,
  listReceivedTransfers,
  listTransfers,
  offerTransfer,
  withdrawTransfer,
} from './applications/status/transfers.ts'
import { checkUrls } from './applications/url-checks.ts'
import { acknowledgeAlert, countOpenAlerts, listAlerts, listAlertsOf } from './audit/alerts.ts'
import {
  exportAuditHeads,
  getAuditRetention,
  listAuditHeads,
  publishAuditHead,
  setAuditRetention,
  verifyAudit,
} from './audit/evidence.ts'
import { getHistoryEntry, listHistory } from './audit/history.ts'
import { exportAudit, getAuditEntry, listAudit, listAuditActions } from './audit/log.ts'
import { getRefreshCounts } from './audit/refresh-counts.ts'
import { getRefusal, listRefusals } from './audit/refusals.ts'
import { editBusinessUnit } from './business-units/business-unit.ts'
import {
  activateBusinessUnit,
  deactivateBusinessUnit,
  getBusinessUnit,
  listBusinessUnitHistory,
  listBusinessUnits,
} from './business-units/business-units.ts'
import { getNeeds } from './business-units/needs.ts'
import { createBusinessUnit, inviteFirstAdministrator } from './business-units/new-business-unit.ts'
import {
  createRegistrationToken,
  listRegistrationTokens,
  revokeRegistrationToken,
} from './business-units/registration-tokens.ts'
import {
  authorizeApplication,
  decideVersion,
  editCatalogueEntry,
  getCatalogueEntry,
  listApis,
  listCatalogue,
} from './catalogue/catalogue.ts'
import { publishEntry } from './catalogue/publishing.ts'
import {
  answerRequest,
  listApplicationRequests,
  listReceivedRequests,
  requestApplication,
} from './catalogue/requests.ts'
import { listSigningKeys, rotateSigningKeys } from './keys/signing-keys.ts'
import { getMail, listMail } from './mail/mail.ts'
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
import {
  getConsentForAll,
  grantConsentForAll,
  listConsents,
  withdrawConsentForAll,
} from './people/consents.ts'
import {
  inviteUser,
  listGrantableProfiles,
  listInvitations,
  previewInvitations,
  sendInvitationAgain,
  withdrawInvitation,
} from './people/invitations.ts'
import { getAccountLetters, setAccountLetters } from './people/letters.ts'
import { getMe } from './people/people.ts'
import {
  getApplicationProfile,
  giveApplicationProfile,
  takeApplicationProfile,
} from './people/profiles/application-profile.ts'
import { listProfileUses, previewProfileEffects } from './people/profiles/effects.ts'
import { listProfileApplications, listProfileUsers } from './people/profiles/holders.ts'
import {
  createSecurityProfile,
  deleteSecurityProfile,
  editSecurityProfile,
  getSecurityProfile,
  listSecurityProfiles,
} from './people/profiles/profiles.ts'
import { changeUserProfile, previewUserProfile } from './people/profiles/user-profile.ts'
import { listProfileVersions, restoreProfileVersion } from './people/profiles/versions.ts'
import { endUserSessions, getUserStanding } from './people/user-standing.ts'
import {
  activateUser,
  deactivateUser,
  editUser,
  getUser,
  listUsers,
  sendPasswordLink,
  suggestUsers,
} from './people/users.ts'
import {
  chooseBusinessUnitApis,
  createPlatformApi,
  createPlatformScope,
  editPlatformApi,
  editPlatformScope,
  getPlatformApi,
  listPlatformApis,
} from './platform/apis.ts'
import { getHealth, getPlatformNeeds } from './platform/health.ts'
import type { Route } from './route.ts'

/** Every operation of the management API, in the order of the reference. */
export const ROUTES: readonly Route[] = [
  listApplications,
  exportApplications,
  listViews,
  saveView,
  editView,
  deleteView,
  planBulkChange,
  listBulkChanges,
  getBulkChange,
  listBulkItems,
  startBulkChange,
  stopBulkChange,
  registerApplication,
  planApplication,
  getApplication,
  editApplication,
  deactivateApplication,
  activateApplication,
  containApplication,
  liftContainment,
  previewEffects,
  deleteApplication,
  listDeletedApplications,
  restoreApplication,
  offerTransfer,
  listTransfers,
  withdrawTransfer,
  listReceivedTransfers,
  getReceivedTransfer,
  acceptTransfer,
  declineTransfer,
  addSecret,
  editSecret,
  rotateSecret,
  releaseSecret,
  revokeSecret,
  listKeys,
  getAddressRanges,
  setAddressRanges,
  getAccess,
  getApplicationProfile,
  giveApplicationProfile,
  takeApplicationProfile,
  checkUrls,
  readPublicKeys,
  fetchKeySet,
  getConsentForAll,
  grantConsentForAll,
  withdrawConsentForAll,
  listConsents,
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
  getNeeds,
  listAlerts,
  countOpenAlerts,
  acknowledgeAlert,
  getRefreshCounts,
  listApis,
  listCatalogue,
  getCatalogueEntry,
  editCatalogueEntry,
  authorizeApplication,
  publishEntry,
  decideVersion,
  requestApplication,
  listApplicationRequests,
  listReceivedRequests,
  answerRequest,
  getMe,
  listAccountSessions,
  endAccountSession,
  endOtherAccountSessions,
  listAccountConsents,
  withdrawAccountConsent,
  getAccountLetters,
  setAccountLetters,
  getAccountContact,
  editAccountContact,
  getAccountProfile,
  editAccountProfile,
  changeAccountPassword,
  proveAccount,
  listUsers,
  suggestUsers,
  getUser,
  editUser,
  sendPasswordLink,
  getUserStanding,
  endUserSessions,
  deactivateUser,
  activateUser,
  previewUserProfile,
  changeUserProfile,
  listSecurityProfiles,
  createSecurityProfile,
  getSecurityProfile,
  editSecurityProfile,
  deleteSecurityProfile,
  listProfileVersions,
  restoreProfileVersion,
  listProfileUsers,
  listProfileApplications,
  previewProfileEffects,
  listProfileUses,
  listInvitations,
  listGrantableProfiles,
  inviteUser,
  previewInvitations,
  sendInvitationAgain,
  withdrawInvitation,
  editBusinessUnit,
  listRegistrationTokens,
  createRegistrationToken,
  revokeRegistrationToken,
  listBusinessUnits,
  createBusinessUnit,
  getBusinessUnit,
  inviteFirstAdministrator,
  listBusinessUnitHistory,
  deactivateBusinessUnit,
  activateBusinessUnit,
  listAudit,
  getAuditEntry,
  listAuditActions,
  exportAudit,
  verifyAudit,
  listAuditHeads,
  publishAuditHead,
  exportAuditHeads,
  getAuditRetention,
  setAuditRetention,
  listSigningKeys,
  rotateSigningKeys,
  listMail,
  getMail,
  getHealth,
  getPlatformNeeds,
  listPlatformApis,
  createPlatformApi,
  getPlatformApi,
  editPlatformApi,
  createPlatformScope,
  editPlatformScope,
  chooseBusinessUnitApis,
]
