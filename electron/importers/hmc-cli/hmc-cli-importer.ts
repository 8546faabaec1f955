/** The importer of HMC and VIOS command output: files as scripts, terminals and HMC Scanner's cache hold them. */
import type { Importer } from '../importer.ts'
import { detectCommand } from './detect.ts'
import { readCommand } from './read.ts'

export const hmcCliImporter: Importer = { id: 'hmc-cli', detect: detectCommand, read: readCommand }
