import { stringify } from 'yaml'
import type { Manifest } from '../applications/manifest/manifest.ts'

/** Applications as one YAML text, each a document. */
export function writeYaml(manifests: readonly Manifest[]): string {
  // No line is folded: an address broken over two lines can be neither found nor copied.
  const documents = manifests.map(manifest =>
    stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false }),
  )
  return documents.join('---\n')
}
