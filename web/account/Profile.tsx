import { getAccountContact } from '@latchkey/contract/people/account.ts'
import { getMe, type Me } from '@latchkey/contract/people/people.ts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../kit/queries.ts'
import { Fact, Facts } from '../kit/show/Facts.tsx'
import { Term } from '../kit/show/Term.tsx'
import { say } from '../kit/words/say.ts'
import { About } from './about/About.tsx'
import { Contact } from './Contact.tsx'
import { Password } from './Password.tsx'
import { Section } from './Section.tsx'

function Names({ me }: { readonly me: Me }) {
  const { user, businessUnit, securityProfile } = me
  return (
    <Facts>
      <Fact name={say('Name')}>{user.fullName}</Fact>
      <Fact name={say('User name')}>
        <span className="lk-break">{user.userName}</span>
      </Fact>
      <Fact name={say('Business unit')}>
        {businessUnit.name} <code>{businessUnit.number}</code>
      </Fact>
      <Fact name={<Term of="security-profile" />}>{securityProfile.name}</Fact>
    </Facts>
  )
}

/** Who the user is, how to reach them, and their password. */
export function Profile() {
  const me = useQuery({ ...read(getMe, {}), staleTime: 60_000 })
  const contact = useQuery(read(getAccountContact, {}))
  return (
    <Section
      id="profile"
      title={say('Profile and password')}
      help={say('Your name, user name and security profile are kept by your business unit.')}
      query={me}
    >
      {answer => (
        <>
          <Names me={answer.body} />
          <Contact query={contact} />
          <About />
          <Password userName={answer.body.user.userName} />
        </>
      )}
    </Section>
  )
}
