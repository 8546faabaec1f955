const readEntries = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject))
const readFile = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    const file = await readFile(entry as FileSystemFileEntry)
    const relative = entry.fullPath.replace(/^\//, '')
    if (relative !== file.name) Object.defineProperty(file, 'webkitRelativePath', { value: relative })
    return [file]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: File[] = []
  // A directory reader hands out portions; an empty one is the end.
  for (let portion = await readEntries(reader); portion.length > 0; portion = await readEntries(reader)) {
    for (const one of portion) found.push(...(await walk(one)))
  }
  return found
}

/**
 * Files of a drop. `deep` opens folders and gives each file its path inside the drop (for hosts that need the bytes);
 * without it, folders stay what they are (for hosts that read real paths themselves).
 */
export async function droppedFiles(data: DataTransfer, deep: boolean): Promise<File[]> {
  if (!deep) return [...data.files]
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  return (await Promise.all(entries.map(walk))).flat()
}
