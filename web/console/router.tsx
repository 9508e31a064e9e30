import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { readAddress, writeAddress } from '../kit/address.ts'
import { Trouble } from '../kit/page/Trouble.tsx'
import { readUnitsSearch } from '../platform/business-units/units-search.ts'
import { readCatalogueSearch } from '../platform/catalogue/catalogue-search.ts'
import { readAlertsSearch } from './alerts/alerts-search.ts'
import { readDetailsSearch } from './applications/details/details-search.ts'
import { readFileSearch } from './applications/files/file-search.ts'
import { readListSearch } from './applications/list-place/list-search.ts'
import { readPrefill } from './applications/new-link/prefill.ts'
import { readTransfersSearch } from './applications/transfers/transfers-search.ts'
import { readAuditSearch } from './audit/audit-search.ts'
import { Frame } from './frame/Frame.tsx'
import { SignedIn } from './frame/SignedIn.tsx'
import { Start } from './frame/Start.tsx'
import { readUsersSearch } from './people/users-search.ts'
import { readCopySearch, readProfileSearch } from './profiles/profiles-search.ts'

const root = createRootRoute({
  component: Frame,
  notFoundComponent: lazyRouteComponent(() => import('./frame/NotFound.tsx'), 'NotFound'),
})

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: Start,
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(() => import('./home/HomePage.tsx'), 'HomePage'),
})

const list = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./applications/list/ListPage.tsx'), 'ListPage'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/new',
  validateSearch: readPrefill,
  component: lazyRouteComponent(() => import('./applications/register/RegisterPage.tsx'), 'RegisterPage'),
})

const file = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/file',
  validateSearch: readFileSearch,
  component: lazyRouteComponent(() => import('./applications/files/FilePage.tsx'), 'FilePage'),
})

const requests = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/requests',
  component: lazyRouteComponent(() => import('./applications/requests/RequestsPage.tsx'), 'RequestsPage'),
})

const received = createRoute({
  getParentRoute: () => root,
  path: '/admin/platform/requests',
  component: lazyRouteComponent(() => import('./applications/requests/ReceivedPage.tsx'), 'ReceivedPage'),
})

const deleted = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/deleted',
  component: lazyRouteComponent(() => import('./applications/deleted/DeletedPage.tsx'), 'DeletedPage'),
})

const bulkChanges = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/bulk',
  component: lazyRouteComponent(() => import('./applications/bulk/BulkListPage.tsx'), 'BulkListPage'),
})

const bulkChange = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/bulk/$id',
  component: lazyRouteComponent(() => import('./applications/bulk/BulkPage.tsx'), 'BulkPage'),
})

const transfers = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/transfers',
  validateSearch: readTransfersSearch,
  component: lazyRouteComponent(() => import('./applications/transfers/TransfersPage.tsx'), 'TransfersPage'),
})

const offer = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/transfers/$id',
  component: lazyRouteComponent(() => import('./applications/transfers/OfferPage.tsx'), 'OfferPage'),
})

const details = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/$id',
  validateSearch: readDetailsSearch,
  component: lazyRouteComponent(() => import('./applications/details/DetailsPage.tsx'), 'DetailsPage'),
})

const edit = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/api-applications/$id/edit',
  component: lazyRouteComponent(() => import('./applications/edit/EditPage.tsx'), 'EditPage'),
})

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/alerts',
  validateSearch: readAlertsSearch,
  component: lazyRouteComponent(() => import('./alerts/AlertsPage.tsx'), 'AlertsPage'),
})

const auditPage = lazyRouteComponent(() => import('./audit/AuditPage.tsx'), 'AuditPage')

const audit = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/audit',
  validateSearch: readAuditSearch,
  component: auditPage,
})

const platformAudit = createRoute({
  getParentRoute: () => root,
  path: '/platform/audit',
  validateSearch: readAuditSearch,
  component: auditPage,
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/users',
  validateSearch: readUsersSearch,
  component: lazyRouteComponent(() => import('./people/UsersPage.tsx'), 'UsersPage'),
})

const profiles = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/security-profiles',
  component: lazyRouteComponent(() => import('./profiles/ProfilesPage.tsx'), 'ProfilesPage'),
})

const newProfile = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/security-profiles/new',
  validateSearch: readCopySearch,
  component: lazyRouteComponent(() => import('./profiles/NewProfilePage.tsx'), 'NewProfilePage'),
})

const profile = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/security-profiles/$id',
  validateSearch: readProfileSearch,
  component: lazyRouteComponent(() => import('./profiles/ProfilePage.tsx'), 'ProfilePage'),
})

const businessUnit = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/business-unit',
  component: lazyRouteComponent(() => import('./business-unit/BusinessUnitPage.tsx'), 'BusinessUnitPage'),
})

const user = createRoute({
  getParentRoute: () => root,
  path: '/admin/account-settings/users/$id',
  component: lazyRouteComponent(() => import('./people/user/UserPage.tsx'), 'UserPage'),
})

const mail = createRoute({
  getParentRoute: () => root,
  path: '/platform/mail',
  component: lazyRouteComponent(() => import('../platform/mail/MailPage.tsx'), 'MailPage'),
})

const units = createRoute({
  getParentRoute: () => root,
  path: '/platform/business-units',
  validateSearch: readUnitsSearch,
  component: lazyRouteComponent(() => import('../platform/business-units/UnitsPage.tsx'), 'UnitsPage'),
})

const unit = createRoute({
  getParentRoute: () => root,
  path: '/platform/business-units/$number',
  component: lazyRouteComponent(() => import('../platform/business-units/UnitPage.tsx'), 'UnitPage'),
})

const newUnit = createRoute({
  getParentRoute: () => root,
  path: '/platform/business-units/new',
  component: lazyRouteComponent(() => import('../platform/business-units/NewUnitPage.tsx'), 'NewUnitPage'),
})

const platform = createRoute({
  getParentRoute: () => root,
  path: '/platform',
  component: lazyRouteComponent(() => import('../platform/home/PlatformPage.tsx'), 'PlatformPage'),
})

const apis = createRoute({
  getParentRoute: () => root,
  path: '/platform/apis',
  component: lazyRouteComponent(() => import('../platform/apis/ApisPage.tsx'), 'ApisPage'),
})

const api = createRoute({
  getParentRoute: () => root,
  path: '/platform/apis/$name',
  component: lazyRouteComponent(() => import('../platform/apis/ApiPage.tsx'), 'ApiPage'),
})

const health = createRoute({
  getParentRoute: () => root,
  path: '/platform/health',
  component: lazyRouteComponent(() => import('../platform/health/HealthPage.tsx'), 'HealthPage'),
})

const catalogue = createRoute({
  getParentRoute: () => root,
  path: '/platform/catalogue',
  validateSearch: readCatalogueSearch,
  component: lazyRouteComponent(() => import('../platform/catalogue/CataloguePage.tsx'), 'CataloguePage'),
})

const entry = createRoute({
  getParentRoute: () => root,
  path: '/platform/catalogue/$id',
  component: lazyRouteComponent(() => import('../platform/catalogue/EntryPage.tsx'), 'EntryPage'),
})

const newEntry = createRoute({
  getParentRoute: () => root,
  path: '/platform/catalogue/new',
  component: lazyRouteComponent(() => import('../platform/catalogue/NewEntryPage.tsx'), 'NewEntryPage'),
})

const keys = createRoute({
  getParentRoute: () => root,
  path: '/platform/signing-keys',
  component: lazyRouteComponent(() => import('../platform/signing-keys/KeysPage.tsx'), 'KeysPage'),
})

const signedIn = createRoute({ getParentRoute: () => root, path: '/admin/signed-in', component: SignedIn })

const glossary = createRoute({
  getParentRoute: () => root,
  path: '/admin/glossary',
  component: lazyRouteComponent(() => import('./glossary/GlossaryPage.tsx'), 'GlossaryPage'),
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('../account/AccountPage.tsx'), 'AccountPage'),
})

/** The addresses of the console. Search parameters are plain text: what is typed is what the address shows. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    home,
    list,
    register,
    file,
    requests,
    received,
    deleted,
    bulkChanges,
    bulkChange,
    transfers,
    offer,
    details,
    edit,
    alerts,
    users,
    user,
    profiles,
    newProfile,
    profile,
    businessUnit,
    audit,
    glossary,
    account,
    units,
    platform,
    health,
    apis,
    api,
    newUnit,
    unit,
    keys,
    mail,
    platformAudit,
    catalogue,
    entry,
    newEntry,
    signedIn,
  ]),
  parseSearch: readAddress,
  stringifySearch: writeAddress,
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultErrorComponent: ({ error, reset }) => (
    <Trouble error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
  ),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface HistoryState {
    /** The cursors of the list's pages before the one shown, first page first. */
    trail?: readonly string[]
  }
}
