/** The real data worker with a small catalogue and hash. */
import { dataHandlers } from '../../../electron/workers/data-handlers.ts'
import { serveTasks } from '../../../electron/workers/serve-tasks.ts'
import { smallDataParts } from './small-parts.ts'

serveTasks((emit) => dataHandlers(smallDataParts, emit))
