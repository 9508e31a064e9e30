import { getMe, type Me } from '@latchkey/contract/people/people.ts'
import { Burger, Center, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, lazyRouteComponent, Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import { Mark } from '../../kit/Mark.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { useFollowLanguage } from '../../kit/words/follow-language.ts'
import { OpenAlerts } from '../alerts/OpenAlerts.tsx'
import { PaletteWays } from '../palette/PaletteWays.tsx'
import { BusinessUnitBadge } from './BusinessUnitBadge.tsx'
import { MeContext } from './me.ts'
import { Navigation } from './Navigation.tsx'
import { Proof } from './Proof.tsx'
import { SchemeMenu } from './scheme/SchemeMenu.tsx'
import { UserMenu } from './UserMenu.tsx'
import './frame.css'
import { say } from '../../kit/words/say.ts'

/** Comes when it is asked for: wide screens never do. */
const NavigationDrawer = lazyRouteComponent(() => import('./NavigationDrawer.tsx'), 'NavigationDrawer')

/** After a way within the console the focus goes to the new page, as it would after a full load. */
function useFocusOnArrival() {
  const pathname = useRouterState({ select: state => state.resolvedLocation?.pathname })
  const previous = useRef<string | undefined>(undefined)
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    const cameFrom = previous.current
    previous.current = pathname
    if (cameFrom === undefined || pathname === undefined || cameFrom === pathname) return
    const target = main.current?.querySelector('h1') ?? main.current
    target?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

function Top({ me }: { readonly me: Me }) {
  const [opened, setOpened] = useState(false)
  const [wanted, setWanted] = useState(false)
  const open = () => {
    setWanted(true)
    setOpened(true)
  }
  return (
    <header className="lk-top" data-environment={me.businessUnit.environment}>
      <Burger
        className="lk-burger"
        size="sm"
        opened={opened}
        onClick={open}
        aria-label={say('Open navigation')}
      />
      <Link to="/" className="lk-home" aria-label={say('Latchkey, start page')}>
        <Mark />
        <span className="lk-home-word">Latchkey</span>
      </Link>
      <BusinessUnitBadge unit={me.businessUnit} />
      {me.permissions.includes('api-applications:view') ? <OpenAlerts /> : null}
      <PaletteWays />
      <SchemeMenu />
      <UserMenu />
      {wanted ? (
        <Suspense fallback={null}>
          <NavigationDrawer opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      ) : null}
    </header>
  )
}

function Inside({ me }: { readonly me: Me }) {
  const main = useFocusOnArrival()
  return (
    <MeContext value={me}>
      <a href="#main" className="lk-skip">
        {say('Skip to the content')}
      </a>
      <Top me={me} />
      <Proof />
      <div className="lk-body">
        <div className="lk-side">
          <Navigation />
        </div>
        <main id="main" ref={main} tabIndex={-1} className="lk-main">
          <Outlet />
        </main>
      </div>
    </MeContext>
  )
}

/** What surrounds every page of the console; it asks first who is signed in. */
export function Frame() {
  const me = useQuery({ ...read(getMe, {}), staleTime: 60_000 })
  useFollowLanguage(me.data?.body.language)
  if (me.data !== undefined) return <Inside me={me.data.body} />
  if (me.error !== null) {
    return (
      <main className="lk-main">
        <h1>Latchkey</h1>
        <Trouble error={me.error} onRetry={() => void me.refetch()} />
      </main>
    )
  }
  return (
    <Center component="main" h="100vh" aria-busy="true">
      <h1 className="lk-hidden">Latchkey</h1>
      <Loader aria-label={say('Loading')} role="status" />
    </Center>
  )
}
