/** The importer of the logs that the movers (migmover on a VIOS) write: what past moves really took. */
import type { Importer } from '../importer.ts'
import { detectMoverLog } from './detect.ts'
import { readMoverLog } from './read.ts'

export const moverLogImporter: Importer = { id: 'mover-log', detect: detectMoverLog, read: readMoverLog }
