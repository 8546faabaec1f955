/** The real import worker with a reader of comma-separated lines. */
import { importHandlers } from '../../../electron/workers/import-tasks.ts'
import { serveTasks } from '../../../electron/workers/serve-tasks.ts'
import { smallImportParts } from './small-parts.ts'

serveTasks(() => importHandlers(smallImportParts))
