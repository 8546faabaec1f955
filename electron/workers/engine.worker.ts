import { engineHandlers } from './engine-handlers.ts'
import { engineParts } from './parts/engine-parts.ts'
import { serveTasks } from './serve-tasks.ts'

serveTasks(() => engineHandlers(engineParts))
