import { serveTasks } from './serve-tasks.ts'
import { solverHandlers } from './solver-handlers.ts'

serveTasks(() => solverHandlers)
