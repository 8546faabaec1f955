import { dataHandlers } from './data-handlers.ts'
import { dataParts } from './parts/data-parts.ts'
import { serveTasks } from './serve-tasks.ts'

serveTasks((emit) => dataHandlers(dataParts, emit))
