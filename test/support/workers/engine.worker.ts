/** The real engine worker with a planner that does as the plan's name says. */
import { engineHandlers } from '../../../electron/workers/engine-handlers.ts'
import { serveTasks } from '../../../electron/workers/serve-tasks.ts'
import { smallEngineParts } from './small-parts.ts'

serveTasks(() => engineHandlers(smallEngineParts))
