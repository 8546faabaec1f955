/** Where things lie: the same answers from TypeScript sources, from the built `dist` and from a packed application. */
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** The folder that holds package.json: of the sources, or of the packed app (inside app.asar). */
export const applicationRoot: string = findRoot(import.meta.dirname)

function findRoot(from: string): string {
  let folder = from
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`No package.json above ${from}`)
    folder = parent
  }
  return folder
}

/** Version of the application, from its package.json. */
export function applicationVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(applicationRoot, 'package.json'), 'utf8'))
  if (
    typeof parsed === 'object' &&
    parsed !== null &&
    'version' in parsed &&
    typeof parsed.version === 'string'
  ) {
    return parsed.version
  }
  throw new Error('package.json has no version')
}

export const windowFolder = join(applicationRoot, 'dist', 'window')

/** `resources/` of the sources, or the unpacked copy electron-builder puts beside the asar file. */
function resourcesFolder(): string {
  const packed = (process as { resourcesPath?: string }).resourcesPath
  return packed !== undefined && applicationRoot.includes('.asar')
    ? join(packed, 'resources')
    : join(applicationRoot, 'resources')
}

/**
 * Folder for workspaces and the list of recent ones: LPM_PLANNER_HOME, else the place the system has for such data.
 */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['LPM_PLANNER_HOME']
  if (chosen !== undefined && chosen !== '') return chosen
  if (process.platform === 'win32') {
    return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'LPM Planner')
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'LPM Planner')
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'lpm-planner')
}

/** The sample data centre as HMC command output. */
export const sampleFolder = (): string => join(resourcesFolder(), 'sample', 'hmc-output')
