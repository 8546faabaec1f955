import { warmUp } from '../../shared/forecast/warm-up.ts'
import { engineHandlers } from './engine-handlers.ts'
import { engineParts } from './parts/engine-parts.ts'
import { serveTasks } from './serve-tasks.ts'

serveTasks(() => engineHandlers(engineParts))
// Nobody is kept waiting: tasks that come meanwhile are served right afterwards.
setImmediate(warmUp)
