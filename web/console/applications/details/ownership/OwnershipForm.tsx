import { type Application, editApplication } from '@latchkey/contract/applications/applications.ts'
import { checkTag, MAX_TAGS } from '@latchkey/contract/applications/tags.ts'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { say } from '../../../../kit/words/say.ts'
import { useMe } from '../../../frame/me.ts'
import { readVersion } from '../../edit/version.ts'
import { readTypedList, typedList } from '../../owners/typed-list.ts'
import { UserNameInput } from '../../owners/UserNameInput.tsx'
import { useRefresh } from '../../parts/use-refresh.ts'

type Faults = { readonly owners: string | null; readonly tags: string | null }

/** What the server says of either field, each as one text. */
function faultsOf(error: Error | null): Faults {
  const errors = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  const of = (field: string) => {
    const words = errors.filter(({ path }) => path.startsWith(`/${field}`)).map(({ message }) => message)
    return words.length === 0 ? null : [...new Set(words)].join(' ')
  }
  return { owners: of('owners'), tags: of('tags') }
}

/** What the rules say of tags while they are typed. */
function tagFault(typed: readonly string[]): string | null {
  if (typed.length > MAX_TAGS) return say('An application has at most {MAX_TAGS} tags.', { MAX_TAGS })
  for (const text of typed) {
    const tag = checkTag(text)
    if (!tag.ok) return tag.message
  }
  return null
}

/** Whether what the form began with is what stands now, so that nobody's change is overwritten unseen. */
function isSame(began: Application, { owners, tags }: Application): boolean {
  const text = (each: Pick<Application, 'owners' | 'tags'>) =>
    JSON.stringify([each.owners.map(({ id }) => id), each.tags])
  return text(began) === text({ owners, tags })
}

const CHANGED_MEANWHILE = say(
  'Somebody changed the owners or tags meanwhile, and nothing of yours was saved. What you typed is still here; press Cancel to see what stands now.',
)

function useSave(began: Application, onDone: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (body: { readonly owners: string[]; readonly tags: string[] }) => {
      const { id } = began
      const { application, etag } = await readVersion(id)
      // An edit of anything else does not touch these, so it is no reason to type them again.
      if (!isSame(began, application)) throw new ApiProblem('refused', CHANGED_MEANWHILE, 412, null)
      await call(editApplication, { params: { id }, body, ifMatch: etag })
      await refresh()
    },
    onSuccess: onDone,
  })
}

type OwnershipFormProps = { readonly application: Application; readonly onDone: () => void }

/** Changes owners and tags, each typed as a list. */
export function OwnershipForm({ application, onDone }: OwnershipFormProps) {
  const { userName } = useMe().user
  const [began] = useState(application)
  const [owners, setOwners] = useState(typedList(began.owners.map(owner => owner.userName)))
  const [tags, setTags] = useState(typedList(began.tags))
  const saving = useSave(began, onDone)
  const told = faultsOf(saving.error)
  const typedOwners = readTypedList(owners)
  const wrong = tagFault(readTypedList(tags))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (wrong === null && !saving.isPending) saving.mutate({ owners: typedOwners, tags: readTypedList(tags) })
  }
  const isMine = typedOwners.some(name => name.toLowerCase() === userName.toLowerCase())
  return (
    <form className="lk-ownership-form" noValidate onSubmit={submit}>
      <UserNameInput
        many
        first
        label={say('Owners')}
        description={say(
          'User names of users of your business unit, with commas between them. The first is shown in lists.',
        )}
        value={owners}
        error={told.owners}
        onChange={setOwners}
      />
      {isMine ? null : (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setOwners(typedList([...typedOwners, userName]))}
          >
            {say('Add me')}
          </Button>
        </div>
      )}
      <TextInput
        label={say('Tags')}
        description={say(
          'At most {MAX_TAGS}, with commas between them. Small letters; a space becomes a hyphen.',
          { MAX_TAGS },
        )}
        value={tags}
        error={wrong ?? told.tags}
        onChange={event => setTags(event.currentTarget.value)}
      />
      <FormTrouble error={saving.error} />
      <div className="lk-ownership-actions">
        <Button variant="default" onClick={onDone}>
          {say('Cancel')}
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {say('Save owners and tags')}
        </Button>
      </div>
    </form>
  )
}
