import { say } from '../../../../kit/words/say.ts'
import { ConsentPreview } from '../../presentation/ConsentPreview.tsx'
import { PresentationInputs } from '../../presentation/PresentationInputs.tsx'
import { changeMetadata, type FieldsProps } from './fields-props.ts'

/** What users see of the application, and a picture of the page on which they see it. */
export function ShownFields(props: FieldsProps) {
  const { values, told, application } = props
  const { metadata } = values
  return (
    <>
      <p className="lk-help">{say('Shown on the consent page, so that people know whom they trust.')}</p>
      <PresentationInputs values={metadata} told={told} onChange={part => changeMetadata(props, part)} />
      <ConsentPreview shown={{ ...values, clientType: application.clientType, presentation: metadata }} />
    </>
  )
}
