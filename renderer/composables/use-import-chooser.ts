import { useRouter } from 'vue-router'
import { useImport } from '../stores/import.ts'
import { transport } from '../transport/current.ts'

function pickInBrowser(folder: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.webkitdirectory = folder
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

/** Lets the user choose what to import: the host's own chooser on the desktop, a file input in a browser. */
export function useImportChooser(): (kind: 'files' | 'folder') => Promise<void> {
  const router = useRouter()
  const importing = useImport()
  return async (kind) => {
    if (transport().host === 'browser') {
      const files = await pickInBrowser(kind === 'folder')
      if (files.length === 0) return
      await router.push('/import')
      await importing.addFiles(files)
      return
    }
    const paths = await transport().chooseImport(kind)
    if (paths === null || paths.length === 0) return
    await router.push('/import')
    await importing.addPaths(paths)
  }
}
